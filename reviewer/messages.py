"""What a person is told when something cannot be done: what happened, what it means for the work, what to do.

Keyed by the codes of `reviewer.model.errors`; `{…}` are facts that the error carries.
"""

from __future__ import annotations

from reviewer.i18n import N_, Translator
from reviewer.model import ReviewerError

_MESSAGES = {
    "error": N_("Something went wrong. Nothing was changed. Try again."),
    "import.failed": N_("The file could not be read. Nothing was changed. Open it elsewhere and save it anew."),
    "import.password": N_("The file is locked with a password. Nothing was imported. Give the password and try again."),
    "import.password.wrong": N_("The password does not open the file. Nothing was imported. Check the password."),
    "import.no_text": N_(
        "The pages hold pictures only, no text. Nothing was imported. Run text recognition over the file, "
        "or import the policy from its web page."
    ),
    "import.damaged": N_("The file is damaged. Nothing was imported. Fetch or save it again."),
    "import.empty": N_("The file is empty. Nothing was imported. Check that the right file was chosen."),
    "import.unsupported": N_(
        "Files of this kind cannot be read. Nothing was imported. Use PDF, Word (.docx), HTML, Markdown or plain text."
    ),
    "import.too_large": N_("The file is too large. Nothing was imported. Split it."),
    "import.too_large.megabytes": N_(
        "The file is larger than {megabytes} MB. Nothing was imported. Split it or save it without pictures."
    ),
    "import.too_large.characters": N_(
        "The file holds more than {characters} characters of text. Nothing was imported. Split it."
    ),
    "import.too_large.pages": N_("The file has more than {pages} pages. Nothing was imported. Split it."),
    "import.too_long": N_(
        "Reading the file took too long and was stopped after {seconds} seconds. Nothing was imported. "
        "Save the file anew, or as plain text."
    ),
    "import.cancelled": N_("Reading was cancelled. Nothing was imported."),
    "workspace.newer": N_(
        "The workspace was written by a newer version of the program. It was not opened. Update the program."
    ),
    "workspace.damaged": N_(
        "The workspace is damaged. It was not changed. Repair it into a new file, or restore a backup "
        "from the folder beside it that ends in .backups."
    ),
    "workspace.foreign": N_("The file is not a workspace of this program. It was not changed. Choose another file."),
    "workspace.missing": N_("There is no workspace at this place. Nothing was made. Check the path."),
    "workspace.busy": N_(
        "The workspace is open in another window or on another computer. It was not changed. Close it there first."
    ),
    "workspace.busy.named": N_(
        "{user} has the workspace open on the computer {host}. It was not changed. Close it there first, "
        "or open it for reading only."
    ),
    "workspace.unsafe": N_(
        "The workspace holds parts that this program did not put there. It was not opened. "
        "Ask the sender for a clean copy, or repair it into a new file."
    ),
    "workspace.password": N_("The workspace is encrypted. It was not opened. Give its password."),
    "workspace.password.wrong": N_(
        "The password does not open the workspace. It was not changed. Check the password, the capital letters and the "
        "language of the keyboard. If the password is certainly right, the file is damaged: restore a backup."
    ),
    "workspace.password_short": N_("The password is too short. Nothing was changed. Use at least {least} characters."),
    "workspace.no_encryption": N_(
        "Encrypted workspaces need a part of the program that is not installed, “encrypt”. Nothing was changed. "
        "Ask for it where the program was installed."
    ),
    "workspace.plain_copy": N_(
        "The workspace is encrypted and this backup is not. Nothing was changed. Move the workspace elsewhere, "
        "restore the backup and give it a password again."
    ),
    "workspace.no_backup": N_(
        "There is no such backup of the workspace. Nothing was changed. Look at the list of backups."
    ),
    "workspace.nothing_readable": N_(
        "Nothing could be read from the workspace. It was not changed. Restore a backup from the folder beside it."
    ),
    "workspace.read_only": N_(
        "The workspace can be read but not written. Nothing was changed. Check the rights to the file and its folder."
    ),
    "workspace.full": N_("The disk is full. The last change was not made. Free some space and try again."),
    "workspace.exists": N_("There is a workspace at this place already. It was not changed. Choose another name."),
    "workspace.unreachable": N_(
        "The drive or network folder of the workspace does not answer. Nothing was changed. Check the connection."
    ),
    "workspace.older": N_(
        "The workspace was written by an older version of the program. It was not changed. "
        "Open it once for writing, so that it is brought up to date."
    ),
    "decision.no_values": N_(
        "The field {field} has no values to confirm. Nothing was changed. Add a value or say that it is not stated."
    ),
    "decision.unknown_field": N_("The form has no field {field}. Nothing was changed. Check the spelling."),
    "decision.unknown_value": N_(
        "The field {field} has no such value. Nothing was changed. Look at the values that it has."
    ),
    "decision.bad_value": N_("The value does not fit the field {field}. Nothing was changed."),
    "decision.quote_missing": N_(
        "The quote does not stand in the document. Nothing was changed. Copy it from the text exactly."
    ),
    "decision.quote_ambiguous": N_(
        "The quote stands in the document more than once. Nothing was changed. Quote more, or say where it starts."
    ),
    "decision.evidence_missing": N_(
        "The value has neither a quote nor a source. Nothing was changed. Give one of the two."
    ),
    "decision.unknown_passage": N_("This passage is no longer what supports the value. Nothing was changed."),
    "decision.nothing_to_undo": N_("There is nothing to undo."),
    "decision.nothing_to_redo": N_("There is nothing to redo."),
    "decision.too_soon": N_("Something is still being read or written. Try again when that is done."),
    "decision.duplicate": N_("The field {field} has this value already. Nothing was changed."),
    "decision.unknown_vendor": N_("There is no such vendor in the workspace. Nothing was changed. Check the name."),
    "decision.unknown_engagement": N_(
        "There is no such engagement in the workspace. Nothing was changed. Check the name."
    ),
    "decision.one_value": N_(
        "The field {field} holds one value a document and has one. Nothing was changed. Correct or reject that one."
    ),
    "decision.has_values": N_(
        "The field {field} has values that were decided. Nothing was changed. Reject them before it is not stated."
    ),
    "decision.value_ambiguous": N_(
        "The field {field} has this value more than once. Nothing was changed. Say where its quote starts."
    ),
    "decision.unknown_action": N_("There is no decision called {action}. Nothing was changed. Check the spelling."),
    "decision.bad_line": N_("The decision lacks a usable “{key}”. Nothing was changed. Add it."),
    "decision.unknown_finding": N_(
        "There is no finding {rule} on this vendor now. Nothing was changed. Look at the list of findings."
    ),
    "decision.reason_missing": N_("This decision needs a reason. Nothing was changed. Give one."),
    "decision.signed_off": N_(
        "The assessment is signed off. Nothing was changed. Reopen it first; that is kept in the history."
    ),
    "decision.not_signed_off": N_("The assessment is not signed off. Nothing was changed."),
    "decision.unfinished": N_(
        "The assessment cannot be signed off yet: fields still open: {open}, high findings still open: {findings}. "
        "Nothing was changed. Decide them first."
    ),
    "decision.unknown_document": N_("The vendor has no such document. Nothing was changed. Check the name."),
    "report.undecided": N_(
        "The report cannot be final. Fields still open: {open} ({fields}). High findings still open: {findings}. "
        "Nothing was written. Decide them, or write a draft."
    ),
    "report.quote_changed": N_(
        "A quote of the field {field} no longer agrees with the text of {document}. No report was written. "
        "Check the workspace and restore a backup."
    ),
    "report.cancelled": N_("Writing was cancelled. No report was written."),
    "template.missing": N_(
        "The template {name} is not there. No report was written. Choose another template, or the built-in one."
    ),
    "template.unreadable": N_(
        "The template {name} cannot be read. No report was written. Check the rights to the file, or choose another."
    ),
    "template.not_word": N_(
        "The template is not a Word file that can be used. Nothing was written. Save it in Word as a document (.docx), "
        "not in the old or the strict format."
    ),
    "template.locked": N_("The template is locked with a password. Nothing was written. Save it without a password."),
    "template.damaged": N_("The template is damaged. Nothing was written. Open it in Word and save it again."),
    "template.too_large": N_(
        "The template is too large. Nothing was written. Use a file of {megabytes} MB at most, with small pictures."
    ),
    "template.too_long": N_(
        "The template took too long and was stopped after {seconds} seconds. Nothing was written. "
        "Take out loops within loops."
    ),
    "template.too_much": N_(
        "The template needs too much memory and was stopped. Nothing was written. Take out loops within loops and "
        "large parts."
    ),
    "template.macros": N_(
        "The template carries macros. Nothing was written. Save it in Word as a document without macros (.docx)."
    ),
    "template.linked": N_(
        "The template refers to something outside itself: {link}. Nothing was written. Break the link in Word, or put "
        "the picture or text into the file itself. Take an attached template off under Developer, Document Template."
    ),
    "template.embedded": N_(
        "The template carries something that a report may not hold ({part}). Nothing was written. Take embedded files, "
        "controls and charts out; pictures can stay."
    ),
    "template.field": N_(
        "The template holds the field {field}, which a report may not hold. Nothing was written. Take it out; page "
        "numbers, dates and references can stay."
    ),
    "template.changes": N_(
        "The template holds tracked changes. Nothing was written. Accept or reject them in Word and save it again."
    ),
    "template.unknown_tag": N_(
        "The template has a tag that is not known: {tag}, near “{place}”. Nothing was written. "
        "Known there are: {known}."
    ),
    "template.syntax": N_(
        "The template has a tag that cannot be read, near “{place}”. Nothing was written. Check its brackets and words."
    ),
    "template.unclosed": N_(
        "A loop, condition or bracket in the template is not closed. Nothing was written. Every “for” needs an "
        "“endfor”, every “if” an “endif”."
    ),
    "template.unbalanced": N_(
        "The tags of a loop or condition in the template do not begin and end at matching places. Nothing was written. "
        "Tags with %tr stand in table rows of their own, tags with %p in paragraphs of their own."
    ),
    "template.shape": N_(
        "A tag in the template would break the document, near “{place}”. Nothing was written. Write tags for words "
        "without p, r, tr or tc, and tags for sections in a paragraph of their own."
    ),
    "template.section_place": N_(
        "The tag {tag} prints a whole section. Nothing was written. Put it in a paragraph of its own, outside tables, "
        "text boxes, headers and footers."
    ),
    "template.include": N_(
        "The template wants to take in another file ({tag}). Nothing was written. Put everything into one file."
    ),
    "template.call": N_(
        "The template calls a function: {tag}, near “{place}”. Nothing was written. Functions cannot be used; "
        "loop over one of the lists instead."
    ),
    "template.private": N_(
        "The template asks for something that it may not see: {tag}. Nothing was written. Use only the tags listed in "
        "the starter template."
    ),
    "template.filter": N_(
        "The template uses the filter {tag}, which is not known, near “{place}”. Nothing was written. "
        "Known are: {known}."
    ),
    "template.forbidden": N_(
        "The template uses “{tag}”, which is not allowed, near “{place}”. Nothing was written. Use tags for words, "
        "“for” and “if”."
    ),
    "template.empty": N_(
        "A tag in the template takes one entry of a list that can be empty. Nothing was written. Put it in a loop or "
        "between “if” and “endif”."
    ),
    "template.list": N_(
        "A tag in the template prints a whole list. Nothing was written. Loop over the list, and print the parts of "
        "each entry."
    ),
    "template.endnotes": N_(
        "The template has tags in its endnotes, where they are not filled in. Nothing was written. Move them into the "
        "text or into footnotes."
    ),
    "template.failed": N_(
        "The template could not be filled in. Nothing was written. Take out what was added last, or start from a new "
        "starter template."
    ),
    "language.missing": N_(
        "The texts in the language {language} are not there. Nothing was written. Install the program again."
    ),
}

_EXPECTED = {
    "date": N_("Write the date as 2019-07-09, or 2019-07 without a day."),
    "period": N_("Write the period as P30D (30 days), P6M (6 months) or P2Y (2 years)."),
    "country": N_("Write the country as two letters, such as FI."),
    "language": N_("Write the language as its code, such as sv."),
    "email": N_("Write an e-mail address, such as privacy@example.com."),
    "phone": N_("Write a telephone number, such as +358 50 123 4567."),
    "url": N_("Write a web address, such as example.com/privacy."),
    "code": N_("Choose one of the field's own entries."),
    "retention": N_("Say what is kept, and either for how long or until when."),
    "name": N_("Write a name."),
    "text": N_("Write the text."),
}


def describe(error: ReviewerError, translator: Translator) -> str:
    """The error in words of the translator's language; an unknown code gets the general sentence."""
    message = _MESSAGES.get(_variant(error)) or _MESSAGES.get(error.code) or _MESSAGES["error"]
    words = translator.gettext(message).format_map(_Facts(error.facts))
    expected = _EXPECTED.get(str(error.facts.get("expected", "")))
    return f"{words} {translator.gettext(expected)}" if expected else words


def _variant(error: ReviewerError) -> str:
    """A code with the fact that changes what is to be said."""
    if error.code in ("import.password", "workspace.password") and error.facts.get("wrong"):
        return f"{error.code}.wrong"
    if error.code == "workspace.busy" and error.facts.get("user") and error.facts.get("host"):
        return "workspace.busy.named"
    limits = [name for name in ("megabytes", "characters", "pages") if name in error.facts]
    return f"{error.code}.{limits[0]}" if limits else error.code


class _Facts(dict[str, str | int]):
    """Facts to fill in; one that the error does not carry leaves no hole that would raise."""

    def __missing__(self, key: str) -> str:
        return "–"

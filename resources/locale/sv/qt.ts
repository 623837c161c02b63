<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- What Qt says in its file dialogs and its own translation lacks. Compiled beside this file by pyside6-lrelease. -->
<TS version="2.1" language="sv">
<context>
    <name>QAbstractFileIconProvider</name>
    <message>
        <source>%1 File</source>
        <translation>%1-fil</translation>
    </message>
</context>
</TS>

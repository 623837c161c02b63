; The installer for Windows: for one user, without administrator's rights. NOT YET RUN: written beside the bundle for
; Linux, compiled by the workflow only. Compile with:
;   iscc /DVersion=0.1.0 /DBundle=..\..\build\dist\reviewer /O..\..\build packaging\windows\reviewer.iss

#ifndef Version
  #error Version is not given
#endif
#ifndef Bundle
  #error Bundle is not given
#endif

[Setup]
AppId={{7B0E5C53-7C0B-4F0B-9C37-3B0D6A1F52E4}
AppName=Reviewer
AppVersion={#Version}
AppPublisher=the reviewer authors
DefaultDirName={autopf}\Reviewer
DefaultGroupName=Reviewer
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesAssociations=yes
MinVersion=10.0.17763
LicenseFile=..\..\LICENSE
OutputBaseFilename=reviewer-{#Version}-windows-x64
SetupIconFile=..\..\build\work\reviewer.ico
UninstallDisplayIcon={app}\reviewer.exe
Compression=lzma2
SolidCompression=yes
WizardStyle=modern

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
; Older compilers have no Swedish of their own.
#ifexist AddBackslash(CompilerPath) + "Languages\Swedish.isl"
Name: "sv"; MessagesFile: "compiler:Languages\Swedish.isl"
#endif
Name: "fi"; MessagesFile: "compiler:Languages\Finnish.isl"

[InstallDelete]
; A module of the version before must not stay beside the new ones.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Bundle}\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion
Source: "..\..\build\work\workspace.ico"; DestDir: "{app}"; Flags: ignoreversion

[Icons]
Name: "{autoprograms}\Reviewer"; Filename: "{app}\reviewer.exe"

[Registry]
Root: HKA; Subkey: "Software\Classes\.reviewer\OpenWithProgids"; ValueType: string; ValueName: "Reviewer.Workspace"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\Reviewer.Workspace"; ValueType: string; ValueData: "Reviewer workspace"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Reviewer.Workspace\DefaultIcon"; ValueType: string; ValueData: "{app}\workspace.ico"
Root: HKA; Subkey: "Software\Classes\Reviewer.Workspace\shell\open\command"; ValueType: string; ValueData: """{app}\reviewer.exe"" ""%1"""

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AccountCard</name>
    <message>
        <source>Account: {value}</source>
        <translation>Fassung: {value}</translation>
    </message>
    <message>
        <source>Prefer this</source>
        <translation>Diese vorziehen</translation>
    </message>
    <message>
        <source>Prefer {value}</source>
        <translation>{value} vorziehen</translation>
    </message>
    <message>
        <source>Show the passage in {source} [{number}]</source>
        <translation>Die Stelle in {source} [{number}] zeigen</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Open an archive first.</source>
        <translation>Öffnen Sie zuerst ein Archiv.</translation>
    </message>
    <message>
        <source>This archive is open for reading only.</source>
        <translation>Dieses Archiv ist nur zum Lesen geöffnet.</translation>
    </message>
    <message>
        <source>You are looking back: return to now first.</source>
        <translation>Sie sehen einen früheren Stand: Gehen Sie zuerst zurück zu jetzt.</translation>
    </message>
    <message>
        <source>Choose somebody first, in the list at the left.</source>
        <translation>Wählen Sie zuerst jemanden aus, in der Liste links.</translation>
    </message>
    <message>
        <source>Choose a fact in the record first.</source>
        <translation>Wählen Sie zuerst eine Aussage im Eintrag aus.</translation>
    </message>
    <message>
        <source>Open a source first.</source>
        <translation>Öffnen Sie zuerst eine Quelle.</translation>
    </message>
    <message>
        <source>Mark words in the source first.</source>
        <translation>Wählen Sie zuerst Worte in der Quelle aus.</translation>
    </message>
    <message>
        <source>There is nothing to go back to.</source>
        <translation>Es gibt nichts, wohin es zurückgeht.</translation>
    </message>
    <message>
        <source>There is nothing to go forward to.</source>
        <translation>Es gibt nichts, wohin es weitergeht.</translation>
    </message>
    <message>
        <source>This is the present already.</source>
        <translation>Das ist schon der jetzige Stand.</translation>
    </message>
    <message>
        <source>There is nothing here that can be taken back.</source>
        <translation>Hier gibt es nichts, was sich zurücknehmen ließe.</translation>
    </message>
    <message>
        <source>Nothing was undone that can be done again.</source>
        <translation>Es wurde nichts rückgängig gemacht, das sich wiederholen ließe.</translation>
    </message>
    <message>
        <source>Choose a fact that was retracted first.</source>
        <translation>Wählen Sie zuerst eine zurückgezogene Aussage aus.</translation>
    </message>
    <message>
        <source>Choose a value that is disputed first.</source>
        <translation>Wählen Sie zuerst einen strittigen Wert aus.</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>F&amp;act</source>
        <translation>A&amp;ussage</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;New archive…</source>
        <translation>&amp;Neues Archiv …</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>Open the &amp;sample archive</source>
        <translation>Das Beispiel&amp;archiv öffnen</translation>
    </message>
    <message>
        <source>&amp;Add a source…</source>
        <translation>&amp;Quelle hinzufügen …</translation>
    </message>
    <message>
        <source>Keep files wit&amp;hout their text…</source>
        <translation>Dateien &amp;ohne Text behalten …</translation>
    </message>
    <message>
        <source>Add a wor&amp;k that is not held…</source>
        <translation>Nicht vorliegendes Wer&amp;k hinzufügen …</translation>
    </message>
    <message>
        <source>&amp;Paste a text as a source</source>
        <translation>&amp;Text als Quelle einfügen</translation>
    </message>
    <message>
        <source>Save the record as P&amp;DF…</source>
        <translation>Eintrag als P&amp;DF sichern …</translation>
    </message>
    <message>
        <source>P&amp;rint the record…</source>
        <translation>Eintrag d&amp;rucken …</translation>
    </message>
    <message>
        <source>&amp;Import facts…</source>
        <translation>Aussagen &amp;importieren …</translation>
    </message>
    <message>
        <source>Import a &amp;bibliography…</source>
        <translation>Bib&amp;liographie importieren …</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren …</translation>
    </message>
    <message>
        <source>&amp;Verify the archive</source>
        <translation>Archiv &amp;prüfen</translation>
    </message>
    <message>
        <source>Si&amp;gn a checkpoint</source>
        <translation>Prüfpunkt si&amp;gnieren</translation>
    </message>
    <message>
        <source>Pre&amp;ferences…</source>
        <translation>Ein&amp;stellungen …</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Find in the source</source>
        <translation>In der Quelle &amp;suchen</translation>
    </message>
    <message>
        <source>Find &amp;next</source>
        <translation>&amp;Weitersuchen</translation>
    </message>
    <message>
        <source>Find &amp;previous</source>
        <translation>&amp;Rückwärts suchen</translation>
    </message>
    <message>
        <source>Footnotes of the sourc&amp;e</source>
        <translation>Fußno&amp;ten der Quelle</translation>
    </message>
    <message>
        <source>What &amp;changed between captures</source>
        <translation>&amp;Was sich zwischen den Fassungen geändert hat</translation>
    </message>
    <message>
        <source>Passages not found a&amp;gain</source>
        <translation>Stellen, die nicht wie&amp;dergefunden sind</translation>
    </message>
    <message>
        <source>Facts propo&amp;sed from the source</source>
        <translation>Vorgeschlagene Aussagen der &amp;Quelle</translation>
    </message>
    <message>
        <source>Add a ne&amp;w copy of the source…</source>
        <translation>Neue Kopie der Quelle hin&amp;zufügen …</translation>
    </message>
    <message>
        <source>Add a &amp;text of the source…</source>
        <translation>Te&amp;xt der Quelle hinzufügen …</translation>
    </message>
    <message>
        <source>Read pictures b&amp;y OCR…</source>
        <translation>Bilder &amp;mit OCR lesen …</translation>
    </message>
    <message>
        <source>&amp;Copy citation</source>
        <translation>&amp;Beleg kopieren</translation>
    </message>
    <message>
        <source>Copy the &amp;words with their place</source>
        <translation>Wor&amp;te mit ihrer Stelle kopieren</translation>
    </message>
    <message>
        <source>Copy the &amp;reference to the source</source>
        <translation>&amp;Nachweis der Quelle kopieren</translation>
    </message>
    <message>
        <source>Copy the fact as &amp;JSON</source>
        <translation>Aussage als &amp;JSON kopieren</translation>
    </message>
    <message>
        <source>&amp;As the system</source>
        <translation>&amp;Wie das System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>Larger te&amp;xt</source>
        <translation>&amp;Größere Schrift</translation>
    </message>
    <message>
        <source>&amp;Smaller text</source>
        <translation>&amp;Kleinere Schrift</translation>
    </message>
    <message>
        <source>&amp;Usual text size</source>
        <translation>Ü&amp;bliche Schriftgröße</translation>
    </message>
    <message>
        <source>&amp;Next pane</source>
        <translation>&amp;Nächster Bereich</translation>
    </message>
    <message>
        <source>&amp;Previous pane</source>
        <translation>&amp;Voriger Bereich</translation>
    </message>
    <message>
        <source>Na&amp;vigator</source>
        <translation>Übersi&amp;cht</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>Ver&amp;lauf</translation>
    </message>
    <message>
        <source>S&amp;ource</source>
        <translation>Q&amp;uelle</translation>
    </message>
    <message>
        <source>&amp;Move this pane left</source>
        <translation>Dieses &amp;Feld nach links</translation>
    </message>
    <message>
        <source>Move this pane ri&amp;ght</source>
        <translation>Dieses Feld nach &amp;rechts</translation>
    </message>
    <message>
        <source>Set this pane loose, or &amp;back</source>
        <translation>Dieses Feld lösen oder &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>&amp;Reset the layout</source>
        <translation>&amp;Anordnung zurücksetzen</translation>
    </message>
    <message>
        <source>As oth&amp;ers get it</source>
        <translation>Wie andere &amp;es bekommen</translation>
    </message>
    <message>
        <source>Only what sources sa&amp;y themselves</source>
        <translation>Nur was Quellen &amp;selbst sagen</translation>
    </message>
    <message>
        <source>Only what &amp;is stated</source>
        <translation>Nur was ausdrückl&amp;ich dasteht</translation>
    </message>
    <message>
        <source>Without the source sho&amp;wn</source>
        <translation>Ohne die gezeigte &amp;Quelle</translation>
    </message>
    <message>
        <source>&amp;Together with all it is one with</source>
        <translation>Zusa&amp;mmen mit allen, die dasselbe sind</translation>
    </message>
    <message>
        <source>&amp;Find or do anything</source>
        <translation>Alles &amp;finden oder tun</translation>
    </message>
    <message>
        <source>Filter and &amp;order the record</source>
        <translation>Eintrag filtern und &amp;ordnen</translation>
    </message>
    <message>
        <source>Filter sub&amp;jects and sources</source>
        <translation>&amp;Personen, Dinge und Quellen filtern</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Forwar&amp;d</source>
        <translation>&amp;Vorwärts</translation>
    </message>
    <message>
        <source>&amp;Next passage</source>
        <translation>&amp;Nächste Stelle</translation>
    </message>
    <message>
        <source>&amp;Previous passage</source>
        <translation>Vo&amp;rige Stelle</translation>
    </message>
    <message>
        <source>Next &amp;unread words</source>
        <translation>Nächste &amp;ungelesene Worte</translation>
    </message>
    <message>
        <source>The words on their p&amp;age</source>
        <translation>Der Wortlaut auf seiner Se&amp;ite</translation>
    </message>
    <message>
        <source>The &amp;record</source>
        <translation>Der &amp;Eintrag</translation>
    </message>
    <message>
        <source>Its &amp;timeline</source>
        <translation>Seine Zeit&amp;leiste</translation>
    </message>
    <message>
        <source>Its t&amp;ies</source>
        <translation>Seine &amp;Beziehungen</translation>
    </message>
    <message>
        <source>Its narrati&amp;ve</source>
        <translation>Seine Erzä&amp;hlung</translation>
    </message>
    <message>
        <source>W&amp;ho this is, and is not</source>
        <translation>Wer das ist und wer ni&amp;cht</translation>
    </message>
    <message>
        <source>All who ma&amp;y be one by name</source>
        <translation>&amp;Alle, die dem Namen nach eins sein können</translation>
    </message>
    <message>
        <source>As of a &amp;moment…</source>
        <translation>&amp;Stand eines Augenblicks …</translation>
    </message>
    <message>
        <source>Compare t&amp;wo moments</source>
        <translation>Zwei Augenblic&amp;ke vergleichen</translation>
    </message>
    <message>
        <source>Dates that follow, and c&amp;lashes</source>
        <translation>Daten, die fol&amp;gen, und Unvereinbares</translation>
    </message>
    <message>
        <source>Bac&amp;k to now</source>
        <translation>Zurück zu &amp;jetzt</translation>
    </message>
    <message>
        <source>&amp;New fact from the selection</source>
        <translation>&amp;Neue Aussage aus der Auswahl</translation>
    </message>
    <message>
        <source>Cite the &amp;selection for this fact too</source>
        <translation>Die A&amp;uswahl auch für diese Aussage anführen</translation>
    </message>
    <message>
        <source>Trans&amp;late the passage…</source>
        <translation>Stelle über&amp;setzen …</translation>
    </message>
    <message>
        <source>T&amp;ype in a passage…</source>
        <translation>Stelle abt&amp;ippen …</translation>
    </message>
    <message>
        <source>&amp;Add a subject…</source>
        <translation>Person o&amp;der Ding hinzufügen …</translation>
    </message>
    <message>
        <source>&amp;Define a property…</source>
        <translation>Eigens&amp;chaft festlegen …</translation>
    </message>
    <message>
        <source>&amp;Mark the selection as read</source>
        <translation>Auswahl als &amp;gelesen merken</translation>
    </message>
    <message>
        <source>Mark the whole &amp;text as read</source>
        <translation>Den ganzen &amp;Text als gelesen merken</translation>
    </message>
    <message>
        <source>&amp;Who entered this, and when</source>
        <translation>&amp;Wer dies eingetragen hat, und wann</translation>
    </message>
    <message>
        <source>&amp;Correct…</source>
        <translation>&amp;Berichtigen …</translation>
    </message>
    <message>
        <source>It is about some&amp;body else…</source>
        <translation>Es betrifft &amp;jemand anderen …</translation>
    </message>
    <message>
        <source>&amp;Part what was mixed up…</source>
        <translation>Ver&amp;mischtes trennen …</translation>
    </message>
    <message>
        <source>&amp;Judge…</source>
        <translation>Beurtei&amp;len …</translation>
    </message>
    <message>
        <source>Weigh the c&amp;onflict…</source>
        <translation>Den Widers&amp;pruch abwägen …</translation>
    </message>
    <message>
        <source>&amp;Retract…</source>
        <translation>&amp;Zurückziehen …</translation>
    </message>
    <message>
        <source>R&amp;einstate what was retracted…</source>
        <translation>Zurückgezogenes wieder &amp;einsetzen …</translation>
    </message>
    <message>
        <source>What if this fact &amp;fell</source>
        <translation>Was, wenn diese Aussage &amp;fiele</translation>
    </message>
    <message>
        <source>W&amp;hat if the source fell</source>
        <translation>Was, wenn die &amp;Quelle fiele</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Do a&amp;gain</source>
        <translation>Wieder&amp;holen</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;About Fonds</source>
        <translation>Ü&amp;ber Fonds</translation>
    </message>
</context>
<context>
    <name>AddedTextDialog</name>
    <message>
        <source>Add a text of the source</source>
        <translation>Text der Quelle hinzufügen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>A transcript of the original</source>
        <translation>Eine Abschrift des Originals</translation>
    </message>
    <message>
        <source>A translation of its text</source>
        <translation>Eine Übersetzung ihres Textes</translation>
    </message>
    <message>
        <source>Its text without what is to be hidden</source>
        <translation>Ihr Text ohne das, was verborgen bleiben soll</translation>
    </message>
    <message>
        <source>en, de, pt-BR</source>
        <translation>de, en, pt-BR</translation>
    </message>
    <message>
        <source>who made it, and from what</source>
        <translation>wer ihn gemacht hat, und woraus</translation>
    </message>
    <message>
        <source>{file}: a text, or a time-coded transcript (.vtt, .srt). It stands beside what is held, which stays as it is.</source>
        <translation>{file}: ein Text oder eine Abschrift mit Zeiten (.vtt, .srt). Er steht neben dem, was vorliegt; das bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Was es ist</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Bemerkung</translation>
    </message>
    <message>
        <source>Say the language that it was translated into.</source>
        <translation>Nennen Sie die Sprache, in die übersetzt wurde.</translation>
    </message>
</context>
<context>
    <name>AsOf</name>
    <message>
        <source>As of</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>{name}: a date, a time, or a position such as @412</source>
        <translation>{name}: ein Tag, eine Zeit oder eine Stelle im Protokoll wie @412</translation>
    </message>
    <message>
        <source>now, a date, a time, or a position such as @412</source>
        <translation>jetzt, ein Tag, eine Zeit oder eine Stelle im Protokoll wie @412</translation>
    </message>
    <message>
        <source>{name}: position in the log</source>
        <translation>{name}: Stelle im Protokoll</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
</context>
<context>
    <name>Bringing</name>
    <message>
        <source>Open an archive that can be written, at now, to take it in.</source>
        <translation>Öffnen Sie ein beschreibbares Archiv im Stand von jetzt, um dies aufzunehmen.</translation>
    </message>
    <message>
        <source>There are no words and no file to take in.</source>
        <translation>Hier sind weder Worte noch eine Datei, die aufzunehmen wären.</translation>
    </message>
    <message>
        <source>The words cannot be kept in a temporary file: {why}. Make room for it, or save them as a file and add that.</source>
        <translation>Die Worte können nicht in einer vorläufigen Datei abgelegt werden: {why}. Schaffen Sie Platz dafür, oder sichern Sie sie als Datei und fügen Sie diese hinzu.</translation>
    </message>
    <message>
        <source>Pasted text</source>
        <translation>Eingefügter Text</translation>
    </message>
</context>
<context>
    <name>ChangeDialog</name>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>We misread it</source>
        <translation>Wir haben uns verlesen</translation>
    </message>
    <message>
        <source>We mistyped it</source>
        <translation>Wir haben uns vertippt</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Tick what rests on the same passage and changes too</source>
        <translation>Haken Sie an, was auf derselben Stelle ruht und sich mit ändert</translation>
    </message>
    <message>
        <source>It rests there too, read otherwise</source>
        <translation>Ruht auch dort, anders gelesen</translation>
    </message>
    <message>
        <source>stands beside others</source>
        <translation>steht neben anderen</translation>
    </message>
    <message>
        <source>preferred to the others</source>
        <translation>den anderen vorgezogen</translation>
    </message>
    <message>
        <source>set aside, kept in sight</source>
        <translation>beiseitegelegt, aber sichtbar</translation>
    </message>
    <message>
        <source>not judged</source>
        <translation>nicht beurteilt</translation>
    </message>
    <message>
        <source>very high</source>
        <translation>sehr hoch</translation>
    </message>
    <message>
        <source>high</source>
        <translation>hoch</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>mittel</translation>
    </message>
    <message>
        <source>low</source>
        <translation>niedrig</translation>
    </message>
    <message>
        <source>very low</source>
        <translation>sehr niedrig</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Gewissheit</translation>
    </message>
    <message>
        <source>Say why: the reason stays beside the change for good.</source>
        <translation>Sagen Sie, warum: Der Grund bleibt für immer bei der Änderung stehen.</translation>
    </message>
    <message>
        <source>A time cannot be taken away here, only read anew.</source>
        <translation>Eine Zeit lässt sich hier nicht wegnehmen, nur neu lesen.</translation>
    </message>
    <message>
        <source>Nothing is changed yet.</source>
        <translation>Noch ist nichts geändert.</translation>
    </message>
    <message>
        <source>Choose a subject from the list.</source>
        <translation>Wählen Sie aus der Liste, wen oder was es betrifft.</translation>
    </message>
</context>
<context>
    <name>Changing</name>
    <message>
        <source>The passage now stands for {property}: {value}.</source>
        <translation>Die Stelle steht nun für {property}: {value}.</translation>
    </message>
    <message>
        <source>Correct {property}: {value}</source>
        <translation>{property} berichtigen: {value}</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Berichtigen</translation>
    </message>
    <message>
        <source>Reattribute {property}: {value}</source>
        <translation>{property} anders zuordnen: {value}</translation>
    </message>
    <message>
        <source>Reattribute</source>
        <translation>Anders zuordnen</translation>
    </message>
    <message>
        <source>Retract {property}: {value}</source>
        <translation>{property} zurückziehen: {value}</translation>
    </message>
    <message>
        <source>Retract</source>
        <translation>Zurückziehen</translation>
    </message>
    <message>
        <source>Reinstate {property}: {value}</source>
        <translation>{property} wieder einsetzen: {value}</translation>
    </message>
    <message>
        <source>Reinstate</source>
        <translation>Wieder einsetzen</translation>
    </message>
    <message>
        <source>Judge {property}: {value}</source>
        <translation>{property} beurteilen: {value}</translation>
    </message>
    <message>
        <source>Judge</source>
        <translation>Beurteilen</translation>
    </message>
    <message>
        <source>It is about</source>
        <translation>Es betrifft</translation>
    </message>
</context>
<context>
    <name>Chores</name>
    <message>
        <source>Documents</source>
        <translation>Dokumente</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>Add sources</source>
        <translation>Quellen hinzufügen</translation>
    </message>
    <message>
        <source>Keep files without their text</source>
        <translation>Dateien ohne Text behalten</translation>
    </message>
    <message numerus="yes">
        <source>%Ln source(s) added.</source>
        <translation>
            <numerusform>%Ln Quelle hinzugefügt.</numerusform>
            <numerusform>%Ln Quellen hinzugefügt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) held already.</source>
        <translation>
            <numerusform>%Ln Datei war schon da.</numerusform>
            <numerusform>%Ln Dateien waren schon da.</numerusform>
        </translation>
    </message>
    <message>
        <source>Type in what is cited of it: Fact, “Type in a passage”.</source>
        <translation>Tippen Sie ab, was daraus angeführt wird: Aussage, „Stelle abtippen“.</translation>
    </message>
    <message>
        <source>Taking sources in…</source>
        <translation>Quellen werden aufgenommen …</translation>
    </message>
    <message numerus="yes">
        <source>add %Ln source(s)</source>
        <translation>
            <numerusform>%Ln Quelle hinzufügen</numerusform>
            <numerusform>%Ln Quellen hinzufügen</numerusform>
        </translation>
    </message>
    <message>
        <source>Export as JSON</source>
        <translation>Als JSON exportieren</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Exported to {path}.</source>
        <translation>Nach {path} exportiert.</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>Es wird exportiert …</translation>
    </message>
    <message>
        <source>Checking every event against its hash…</source>
        <translation>Jedes Ereignis wird gegen seine Prüfsumme gehalten …</translation>
    </message>
    <message numerus="yes">
        <source>%Ln fault(s)</source>
        <translation>
            <numerusform>%Ln Fehler</numerusform>
            <numerusform>%Ln Fehler</numerusform>
        </translation>
    </message>
    <message>
        <source>This file is not as it should be.</source>
        <translation>Diese Datei ist nicht, wie sie sein sollte.</translation>
    </message>
    <message>
        <source>Not checked since opening</source>
        <translation>Seit dem Öffnen nicht geprüft</translation>
    </message>
    <message>
        <source>Press to check every event against its hash.</source>
        <translation>Drücken, um jedes Ereignis gegen seine Prüfsumme zu halten.</translation>
    </message>
    <message>
        <source>Checked just now to @{position}</source>
        <translation>Eben geprüft bis @{position}</translation>
    </message>
    <message>
        <source>Checked {time} to @{position}</source>
        <translation>{time} geprüft bis @{position}</translation>
    </message>
    <message>
        <source>Every event up to @{position} was as it was recorded. Press to check again.</source>
        <translation>Jedes Ereignis bis @{position} war so, wie es festgehalten wurde. Drücken, um erneut zu prüfen.</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>Angehalten. Nichts wurde geändert.</translation>
    </message>
</context>
<context>
    <name>Comparing</name>
    <message>
        <source>with everything</source>
        <translation>mit allem</translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) between the two.</source>
        <translation>
            <numerusform>%Ln Änderung dazwischen.</numerusform>
            <numerusform>%Ln Änderungen dazwischen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Both tell the same.</source>
        <translation>Beide sagen dasselbe.</translation>
    </message>
    <message>
        <source>Gained</source>
        <translation>Dazugekommen</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Weggefallen</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Judged to be the same as {names}.</source>
        <translation>Als dasselbe beurteilt: {names}.</translation>
    </message>
    <message>
        <source>No longer judged to be the same as {names}.</source>
        <translation>Nicht mehr als dasselbe beurteilt: {names}.</translation>
    </message>
    <message>
        <source>Weighed otherwise:</source>
        <translation>Anders gewogen:</translation>
    </message>
</context>
<context>
    <name>ComparisonSheet</name>
    <message>
        <source>Two moments compared</source>
        <translation>Zwei Augenblicke im Vergleich</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>Was sich geändert hat</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back to the record</source>
        <translation>Zurück zum Eintrag</translation>
    </message>
    <message>
        <source>What is counted before</source>
        <translation>Was zuvor zählt</translation>
    </message>
    <message>
        <source>What is counted after</source>
        <translation>Was danach zählt</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Es zählt</translation>
    </message>
</context>
<context>
    <name>Conclusions</name>
    <message>
        <source>No longer in conflict: {conclusion}</source>
        <translation>Kein Widerspruch mehr: {conclusion}</translation>
    </message>
    <message>
        <source>Resolved: {conclusion}</source>
        <translation>Entschieden: {conclusion}</translation>
    </message>
</context>
<context>
    <name>ConflictBoard</name>
    <message>
        <source>Conflict</source>
        <translation>Widerspruch</translation>
    </message>
    <message>
        <source>Choose an outcome: prefer one account, or say how they stand.</source>
        <translation>Wählen Sie ein Ergebnis: Ziehen Sie eine Fassung vor, oder sagen Sie, wie sie zueinander stehen.</translation>
    </message>
    <message>
        <source>Say why: the reasoning is what a later reader will weigh.</source>
        <translation>Sagen Sie, warum: Die Begründung ist es, die spätere Leser abwägen.</translation>
    </message>
    <message>
        <source>Or else</source>
        <translation>Oder aber</translation>
    </message>
    <message>
        <source>Both stand</source>
        <translation>Beide bleiben stehen</translation>
    </message>
    <message>
        <source>No source can settle it.</source>
        <translation>Keine Quelle kann es entscheiden.</translation>
    </message>
    <message>
        <source>They do not meet</source>
        <translation>Sie treffen nicht aufeinander</translation>
    </message>
    <message>
        <source>They speak of different things, or of different times.</source>
        <translation>Sie sprechen von verschiedenen Dingen oder Zeiten.</translation>
    </message>
    <message>
        <source>Open it again</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <source>What was concluded is in doubt.</source>
        <translation>Was entschieden wurde, ist zweifelhaft.</translation>
    </message>
    <message>
        <source>Reasoning</source>
        <translation>Begründung</translation>
    </message>
    <message>
        <source>Which source is nearer to it, who copied whom, what else speaks for it</source>
        <translation>Welche Quelle näher daran ist, wer von wem abschrieb, was sonst dafür spricht</translation>
    </message>
    <message>
        <source>Record the outcome</source>
        <translation>Ergebnis festhalten</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back to the record</source>
        <translation>Zurück zum Eintrag</translation>
    </message>
</context>
<context>
    <name>ConflictSheets</name>
    <message>
        <source>{property} of {subject}: {number} accounts</source>
        <translation>{property}, {subject}: {number} Fassungen</translation>
    </message>
    <message>
        <source>preferred {value}</source>
        <translation>zog {value} vor</translation>
    </message>
    <message>
        <source>let both stand</source>
        <translation>ließ beide stehen</translation>
    </message>
    <message>
        <source>told them apart</source>
        <translation>hielt sie auseinander</translation>
    </message>
    <message>
        <source>opened it again</source>
        <translation>öffnete es wieder</translation>
    </message>
    <message>
        <source>{agent} {outcome}, {day}: “{reason}”</source>
        <translation>{agent} {outcome}, {day}: „{reason}“</translation>
    </message>
</context>
<context>
    <name>Copying</name>
    <message>
        <source>The citation was copied.</source>
        <translation>Der Beleg wurde kopiert.</translation>
    </message>
    <message>
        <source>The fact was copied as JSON.</source>
        <translation>Die Aussage wurde als JSON kopiert.</translation>
    </message>
    <message>
        <source>{source} [{number}], characters {a}–{b}</source>
        <translation>{source} [{number}], Zeichen {a}–{b}</translation>
    </message>
    <message>
        <source>The passage was copied with its reference.</source>
        <translation>Die Stelle wurde mit ihrem Nachweis kopiert.</translation>
    </message>
    <message>
        <source>characters {a}–{b}</source>
        <translation>Zeichen {a}–{b}</translation>
    </message>
    <message>
        <source>citing {work}</source>
        <translation>unter Berufung auf {work}</translation>
    </message>
    <message>
        <source>The archive&apos;s policy hides that from what is copied.</source>
        <translation>Die Regel des Archivs verbirgt das vor dem, was kopiert wird.</translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>%Ln source(s)</source>
        <translation>
            <numerusform>%Ln Quelle</numerusform>
            <numerusform>%Ln Quellen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at most %Ln lineage(s)</source>
        <translation>
            <numerusform>höchstens %Ln Herkunft</numerusform>
            <numerusform>höchstens %Ln Herkünfte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lineage(s)</source>
        <translation>
            <numerusform>%Ln Herkunft</numerusform>
            <numerusform>%Ln Herkünfte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln subject(s)</source>
        <translation>
            <numerusform>%Ln Person oder Sache</numerusform>
            <numerusform>%Ln Personen oder Sachen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln fact(s)</source>
        <translation>
            <numerusform>%Ln Aussage</numerusform>
            <numerusform>%Ln Aussagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln passage(s)</source>
        <translation>
            <numerusform>%Ln Stelle</numerusform>
            <numerusform>%Ln Stellen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln place(s) in texts</source>
        <translation>
            <numerusform>%Ln Fundort in Texten</numerusform>
            <numerusform>%Ln Fundorte in Texten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln note(s)</source>
        <translation>
            <numerusform>%Ln Notiz</numerusform>
            <numerusform>%Ln Notizen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>und %Ln weitere</numerusform>
            <numerusform>und %Ln weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Dates and terms were put together of the %Ln subject(s) changed last; fonds todo --subject does so for any.</source>
        <translation>
            <numerusform>Zeitangaben und Amtszeiten wurden für den %Ln zuletzt geänderten Eintrag verglichen; fonds todo --subject tut es für jeden.</numerusform>
            <numerusform>Zeitangaben und Amtszeiten wurden für die %Ln zuletzt geänderten Einträge verglichen; fonds todo --subject tut es für jeden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %Ln group(s) joined last were compared; fonds todo --subject does so for any.</source>
        <translation>
            <numerusform>Verglichen wurde die %Ln zuletzt verbundene Gruppe; fonds todo --subject tut es für jeden.</numerusform>
            <numerusform>Verglichen wurden die %Ln zuletzt verbundenen Gruppen; fonds todo --subject tut es für jeden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln value(s) that no source held says in its own words</source>
        <translation>
            <numerusform>%Ln Wert, den keine Quelle hier mit eigenen Worten nennt</numerusform>
            <numerusform>%Ln Werte, die keine Quelle hier mit eigenen Worten nennt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln claim(s) about people not known to be dead, from one original</source>
        <translation>
            <numerusform>%Ln Angabe über jemanden, der nicht als verstorben bekannt ist, aus einem Original</numerusform>
            <numerusform>%Ln Angaben über Menschen, die nicht als verstorben bekannt sind, aus je einem Original</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln fact(s) rest on others that were changed since</source>
        <translation>
            <numerusform>%Ln Aussage beruht auf einer anderen, die seither geändert wurde</numerusform>
            <numerusform>%Ln Aussagen beruhen auf anderen, die seither geändert wurden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln set(s) of passages that cannot all be so</source>
        <translation>
            <numerusform>%Ln Satz von Stellen, die nicht alle stimmen können</numerusform>
            <numerusform>%Ln Sätze von Stellen, die nicht alle stimmen können</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln passage(s) to be settled; Enter decides what became of one</source>
        <translation>
            <numerusform>%Ln Stelle zu entscheiden; Eingabe sagt, was aus ihr wurde</numerusform>
            <numerusform>%Ln Stellen zu entscheiden; Eingabe sagt, was aus einer wurde</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln source(s) not read to the end</source>
        <translation>
            <numerusform>%Ln Quelle, die nicht zu Ende gelesen ist</numerusform>
            <numerusform>%Ln Quellen, die nicht zu Ende gelesen sind</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln conflict(s) open, Enter goes to the record</source>
        <translation>
            <numerusform>%Ln Widerspruch offen, Enter führt zum Eintrag</numerusform>
            <numerusform>%Ln Widersprüche offen, Enter führt zum Eintrag</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln footnote(s) that the source does not have</source>
        <translation>
            <numerusform>%Ln Fußnote, die die Quelle nicht hat</numerusform>
            <numerusform>%Ln Fußnoten, die die Quelle nicht hat</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln subjects are called “{name}”: say which</source>
        <translation>
            <numerusform>%Ln Eintrag heißt „{name}“: sagen Sie, welcher</numerusform>
            <numerusform>%Ln Einträge heißen „{name}“: sagen Sie, welcher</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln fact(s) of theirs say so too</source>
        <translation>
            <numerusform>%Ln Aussage über sie sagt es auch</numerusform>
            <numerusform>%Ln Aussagen über sie sagen es auch</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s)</source>
        <translation>
            <numerusform>%Ln Änderung</numerusform>
            <numerusform>%Ln Änderungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>from %Ln fact(s)</source>
        <translation>
            <numerusform>aus %Ln Aussage</numerusform>
            <numerusform>aus %Ln Aussagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The same words stand in %Ln place(s); nothing tells which is meant.</source>
        <translation>
            <numerusform>Dieselben Worte stehen an %Ln Stelle; nichts sagt, ob sie gemeint ist.</numerusform>
            <numerusform>Dieselben Worte stehen an %Ln Stellen; nichts sagt, welche gemeint ist.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln set(s) of dates that clash</source>
        <translation>
            <numerusform>%Ln Gruppe von Zeiten, die sich ausschließen</numerusform>
            <numerusform>%Ln Gruppen von Zeiten, die sich ausschließen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln character(s) of it, read before, still count as read.</source>
        <translation>
            <numerusform>%Ln Zeichen davon, vorher gelesen, gilt weiter als gelesen.</numerusform>
            <numerusform>%Ln Zeichen davon, vorher gelesen, gelten weiter als gelesen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln fact(s) without a time</source>
        <translation>
            <numerusform>%Ln Aussage ohne Zeit</numerusform>
            <numerusform>%Ln Aussagen ohne Zeit</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CoverageStrip</name>
    <message>
        <source>{used} % of this text is used by facts, {read} % was read, {left} % neither</source>
        <translation>{used} % dieses Textes sind in Aussagen verwendet, {read} % gelesen, {left} % weder noch</translation>
    </message>
</context>
<context>
    <name>DamageBanner</name>
    <message>
        <source>Verify the archive</source>
        <translation>Das Archiv prüfen</translation>
    </message>
</context>
<context>
    <name>Damages</name>
    <message>
        <source>The write-ahead log beside this archive was damaged: commits in it cannot be read any more, so what was recorded last may be lost.</source>
        <translation>Das Write-Ahead-Log neben diesem Archiv wurde beschädigt: Was darin zuletzt abgeschlossen wurde, lässt sich nicht mehr lesen; das zuletzt Festgehaltene kann verloren sein.</translation>
    </message>
    <message>
        <source>You have signed a head over {signed} events of this archive, and it has {size}: it is an older copy, or what was recorded last is lost.</source>
        <translation>Sie haben einen Kopf über {signed} Ereignisse dieses Archivs signiert, und es hat {size}: Es ist eine ältere Kopie, oder das zuletzt Festgehaltene ist verloren.</translation>
    </message>
    <message>
        <source>Before you go on, copy the file and those beside it, and look for a newer copy or a backup. “fonds doctor” says more; “fonds recover” saves what can be trusted.</source>
        <translation>Kopieren Sie die Datei und die daneben, bevor Sie weitermachen, und suchen Sie eine neuere Kopie oder eine Sicherung. „fonds doctor“ sagt mehr; „fonds recover“ rettet, worauf Verlass ist.</translation>
    </message>
</context>
<context>
    <name>DateEdit</name>
    <message>
        <source>reads as {date}</source>
        <translation>gelesen als {date}</translation>
    </message>
    <message>
        <source>read from “{words}”</source>
        <translation>gelesen aus „{words}“</translation>
    </message>
</context>
<context>
    <name>Defining</name>
    <message>
        <source>“{name}” is a property already: {meaning}</source>
        <translation>„{name}“ ist schon eine Eigenschaft: {meaning}</translation>
    </message>
    <message>
        <source>Defined. Facts can say “{name}” now.</source>
        <translation>Festgelegt. Aussagen können jetzt „{name}“ angeben.</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Making the tables to read it with…</source>
        <translation>Die Tabellen zum Lesen werden angelegt …</translation>
    </message>
    <message>
        <source>Still recording. Another program may be writing to the archive.</source>
        <translation>Noch wird aufgezeichnet. Vielleicht schreibt gerade ein anderes Programm in das Archiv.</translation>
    </message>
    <message>
        <source>It could not be recorded; what you typed is kept.</source>
        <translation>Es konnte nicht festgehalten werden; was Sie eingegeben haben, bleibt erhalten.</translation>
    </message>
</context>
<context>
    <name>DetailsDialog</name>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
</context>
<context>
    <name>FactForm</name>
    <message>
        <source>New fact</source>
        <translation>Neue Aussage</translation>
    </message>
    <message>
        <source>Say whom the fact is about.</source>
        <translation>Sagen Sie, wen die Aussage betrifft.</translation>
    </message>
    <message>
        <source>Choose a property.</source>
        <translation>Wählen Sie eine Eigenschaft.</translation>
    </message>
    <message>
        <source>New fact from the selection</source>
        <translation>Neue Aussage aus der Auswahl</translation>
    </message>
    <message>
        <source>Note…</source>
        <translation>Notiz …</translation>
    </message>
    <message>
        <source>Enter adds</source>
        <translation>Enter fügt hinzu</translation>
    </message>
    <message>
        <source>Ctrl Enter adds, next</source>
        <translation>Strg Enter, dann weiter</translation>
    </message>
    <message>
        <source>Esc gives up</source>
        <translation>Esc verwirft</translation>
    </message>
    <message>
        <source>mark</source>
        <translation>Ziffer</translation>
    </message>
    <message>
        <source>The footnote mark at the words, where there is one</source>
        <translation>Die Fußnotenziffer bei den Worten, wo eine steht</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Worte</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>Property</source>
        <translation>Eigenschaft</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Says who</source>
        <translation>Wer sagt es</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Footnote mark</source>
        <translation>Fußnotenziffer</translation>
    </message>
</context>
<context>
    <name>Failures</name>
    <message>
        <source>The file is not as it was recorded. Keep it as it is, and compare it with a backup.</source>
        <translation>Die Datei ist nicht, wie sie festgehalten wurde. Lassen Sie sie, wie sie ist, und vergleichen Sie sie mit einer Sicherung.</translation>
    </message>
    <message>
        <source>What was found is told in English, as the command line tells it.</source>
        <translation>Was gefunden wurde, steht auf Englisch da, wie die Kommandozeile es sagt.</translation>
    </message>
    <message>
        <source>Something went wrong in Fonds itself. What is recorded is safe, and you can go on; please send the details to those who make it.</source>
        <translation>In Fonds selbst ist etwas schiefgegangen. Was festgehalten ist, ist sicher, und Sie können weiterarbeiten; bitte senden Sie die Einzelheiten an die, die es machen.</translation>
    </message>
    <message numerus="yes">
        <source>It happened %Ln time(s).</source>
        <translation>
            <numerusform>Es geschah %Ln Mal.</numerusform>
            <numerusform>Es geschah %Ln Mal.</numerusform>
        </translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>Etwas ist schiefgegangen</translation>
    </message>
</context>
<context>
    <name>FieldsDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Open recen&amp;t</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>There is no file {path} any more.</source>
        <translation>Die Datei {path} gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>The archive&apos;s policy hides nothing: others get what you see.</source>
        <translation>Die Regel des Archivs verbirgt nichts: Andere bekommen, was Sie sehen.</translation>
    </message>
    <message>
        <source>Open an archive</source>
        <translation>Ein Archiv öffnen</translation>
    </message>
    <message>
        <source>archive</source>
        <translation>archiv</translation>
    </message>
    <message>
        <source>New archive</source>
        <translation>Neues Archiv</translation>
    </message>
    <message>
        <source>Building the sample…</source>
        <translation>Das Beispiel wird gebaut …</translation>
    </message>
    <message>
        <source>This file cannot be written here: it is open for reading only.</source>
        <translation>Diese Datei lässt sich hier nicht beschreiben: Sie ist nur zum Lesen geöffnet.</translation>
    </message>
    <message>
        <source>This file cannot be written here, and its tables are not those of this Fonds: it is read from tables made anew for as long as it is open. In a copy in a folder of your own that is done once.</source>
        <translation>In diese Datei kann hier nicht geschrieben werden, und ihre Tabellen sind nicht die dieses Fonds: Gelesen wird aus Tabellen, die neu angelegt sind, solange sie offen ist. In einer Kopie in einem eigenen Ordner geschieht das nur einmal.</translation>
    </message>
    <message>
        <source>Nobody is in this archive yet. Add a source (Ctrl+Shift+O), select words in it, press Ctrl+Return, and say what they say of whom.</source>
        <translation>Noch ist niemand in diesem Archiv. Fügen Sie eine Quelle hinzu (Strg+Umschalt+O), wählen Sie Worte darin aus, drücken Sie Strg+Enter, und sagen Sie, was sie von wem sagen.</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Noch keine</translation>
    </message>
    <message>
        <source>Fonds archives (*{suffix})</source>
        <translation>Fonds-Archive (*{suffix})</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in this source</source>
        <translation>In dieser Quelle suchen</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>Voriger Treffer</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>{now} of {all}</source>
        <translation>{now} von {all}</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
</context>
<context>
    <name>FindField</name>
    <message>
        <source>Find or do anything</source>
        <translation>Alles finden oder tun</translation>
    </message>
</context>
<context>
    <name>FindResults</name>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
</context>
<context>
    <name>FirstPage</name>
    <message>
        <source>Begin</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>What sources say about people</source>
        <translation>Was Quellen über Menschen sagen</translation>
    </message>
    <message>
        <source>An archive is one file. Take documents in, select words in them, and say what they say of whom. Who entered what, when, and from which words is kept for good.</source>
        <translation>Ein Archiv ist eine Datei. Nehmen Sie Dokumente auf, wählen Sie Worte darin aus, und sagen Sie, was sie von wem sagen. Wer was wann und aus welchen Worten eingetragen hat, bleibt für immer erhalten.</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>Das Beispiel öffnen</translation>
    </message>
    <message>
        <source>New archive…</source>
        <translation>Neues Archiv …</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen …</translation>
    </message>
    <message>
        <source>your name, or a pen name</source>
        <translation>Ihr Name, oder ein angenommener</translation>
    </message>
    <message>
        <source>You record as</source>
        <translation>Sie schreiben als</translation>
    </message>
    <message>
        <source>This name stands beside everything you record, for good.</source>
        <translation>Dieser Name steht für immer neben allem, was Sie festhalten.</translation>
    </message>
    <message>
        <source>Exports of a new archive hide people not known to be dead</source>
        <translation>Exporte eines neuen Archivs verbergen, wer nicht als verstorben bekannt ist</translation>
    </message>
    <message>
        <source>To you everything is shown, and it can be decided otherwise at any time, in the preferences. A new archive hides nothing unless you say so here.</source>
        <translation>Ihnen wird alles gezeigt, und in den Einstellungen lässt es sich jederzeit anders entscheiden. Ein neues Archiv verbirgt nichts, wenn Sie es hier nicht sagen.</translation>
    </message>
    <message>
        <source>Opened last</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Open {file}</source>
        <translation>{file} öffnen</translation>
    </message>
</context>
<context>
    <name>Found</name>
    <message>
        <source>Subject</source>
        <translation>Wer oder was</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Fact</source>
        <translation>Aussage</translation>
    </message>
    <message>
        <source>Passage</source>
        <translation>Stelle</translation>
    </message>
    <message>
        <source>In a text</source>
        <translation>Im Text</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>{fact} (only denied)</source>
        <translation>{fact} (nur bestritten)</translation>
    </message>
    <message>
        <source>{title} (in translation)</source>
        <translation>{title} (in Übersetzung)</translation>
    </message>
    <message>
        <source>Nothing is found in the archive.</source>
        <translation>Im Archiv ist nichts zu finden.</translation>
    </message>
    <message>
        <source>More than {total} found; the best {shown}: {parts}</source>
        <translation>Mehr als {total} gefunden; die besten {shown}: {parts}</translation>
    </message>
    <message>
        <source>{total} found; the first {shown}: {parts}</source>
        <translation>{total} gefunden; die ersten {shown}: {parts}</translation>
    </message>
    <message>
        <source>{total} found: {parts}</source>
        <translation>{total} gefunden: {parts}</translation>
    </message>
</context>
<context>
    <name>Guesses</name>
    <message>
        <source>This is not read as a date: write “May 1994” or 1994-05, or leave it empty.</source>
        <translation>Als Datum nicht lesbar: Schreiben Sie „Mai 1994“ oder 1994-05, oder lassen Sie das Feld leer.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Type the value. If the source says that there is none, type “{none}”; that nobody knows it, “{unknown}”.</source>
        <translation>Geben Sie den Wert ein. Sagt die Quelle, dass es keinen gibt, geben Sie „{none}“ ein; dass ihn niemand kennt, „{unknown}“.</translation>
    </message>
</context>
<context>
    <name>HelpPages</name>
    <message>
        <source>Between the facts of a record</source>
        <translation>Zwischen den Aussagen eines Eintrags</translation>
    </message>
    <message>
        <source>Between the sources of a fact</source>
        <translation>Zwischen den Quellen einer Aussage</translation>
    </message>
    <message>
        <source>Add what the form says, and stay for the next fact</source>
        <translation>Hinzufügen, was im Formular steht, und für die nächste Aussage bleiben</translation>
    </message>
    <message>
        <source>Between the ties of a subject, and into one</source>
        <translation>Zwischen den Beziehungen, und in eine hinein</translation>
    </message>
    <message>
        <source>Choose the fact under the cursor of a text</source>
        <translation>Die Aussage unter der Schreibmarke eines Textes wählen</translation>
    </message>
    <message>
        <source>Where the keys are</source>
        <translation>Wo die Tasten gerade sind</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Fonds {version}

A desktop archive of what sources say about people: every fact an event, with its passage.

MIT licence. The typefaces Inter and Noto Serif are under the SIL Open Font License 1.1; Qt is used under the LGPL 3.</source>
        <translation>Fonds {version}

Ein Archiv auf dem Schreibtisch für das, was Quellen über Menschen sagen: jede Aussage ein Ereignis, mit ihrer Stelle.

MIT-Lizenz. Die Schriften Inter und Noto Serif stehen unter der SIL Open Font License 1.1; Qt wird unter der LGPL 3 verwendet.</translation>
    </message>
    <message>
        <source>Versions and licences</source>
        <translation>Versionen und Lizenzen</translation>
    </message>
    <message>
        <source>About Fonds</source>
        <translation>Über Fonds</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
</context>
<context>
    <name>HistoryEntries</name>
    <message>
        <source>New hand:</source>
        <translation>Neue Hand:</translation>
    </message>
    <message>
        <source>proposed by {program}</source>
        <translation>vorgeschlagen von {program}</translation>
    </message>
    <message>
        <source>Today {time}</source>
        <translation>Heute {time}</translation>
    </message>
    <message>
        <source>Yesterday {time}</source>
        <translation>Gestern {time}</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <comment>a day in full, as QLocale spells it</comment>
        <translation>d. MMMM yyyy</translation>
    </message>
    <message>
        <source>from {source} [{number}]</source>
        <translation>aus {source} [{number}]</translation>
    </message>
</context>
<context>
    <name>HistoryList</name>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message>
        <source>before: {value}</source>
        <translation>vorher: {value}</translation>
    </message>
    <message>
        <source>denied: {value}</source>
        <translation>bestritten: {value}</translation>
    </message>
    <message>
        <source>after: {value}</source>
        <translation>nachher: {value}</translation>
    </message>
</context>
<context>
    <name>HistoryPane</name>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Choose a fact, and who entered it stands here.</source>
        <translation>Wählen Sie eine Aussage, und hier steht, wer sie eingetragen hat.</translation>
    </message>
    <message>
        <source>Nothing has been recorded of this subject yet.</source>
        <translation>Hierüber wurde noch nichts festgehalten.</translation>
    </message>
    <message>
        <source>Nothing has been recorded yet.</source>
        <translation>Noch wurde nichts festgehalten.</translation>
    </message>
    <message>
        <source>Nothing here is as the filter asks.</source>
        <translation>Nichts hier ist, wie der Filter es verlangt.</translation>
    </message>
    <message>
        <source>Fact</source>
        <translation>Aussage</translation>
    </message>
    <message>
        <source>History of the chosen fact</source>
        <translation>Verlauf der gewählten Aussage</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>History of this record</source>
        <translation>Verlauf dieses Eintrags</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>History of the whole archive</source>
        <translation>Verlauf des ganzen Archivs</translation>
    </message>
</context>
<context>
    <name>Identifying</name>
    <message>
        <source>Back to the record</source>
        <translation>Zurück zum Eintrag</translation>
    </message>
    <message>
        <source>Somebody else to compare with</source>
        <translation>Mit wem noch vergleichen</translation>
    </message>
    <message>
        <source>Perhaps one, by name alone</source>
        <translation>Vielleicht eins, nur dem Namen nach</translation>
    </message>
    <message>
        <source>No two subjects have names that may be one.</source>
        <translation>Keine zwei Einträge haben Namen, die einer sein könnten.</translation>
    </message>
    <message>
        <source>Part from {name} what is about somebody else</source>
        <translation>Von {name} trennen, was jemand anderen betrifft</translation>
    </message>
    <message>
        <source>Who {name} is, and is not</source>
        <translation>Wer {name} ist und wer nicht</translation>
    </message>
    <message>
        <source>Nothing was concluded, and no other name is like this one. Type below whom to compare with.</source>
        <translation>Noch ist nichts entschieden, und kein anderer Name gleicht diesem. Schreiben Sie unten, mit wem verglichen werden soll.</translation>
    </message>
    <message>
        <source>What you concluded is recorded. A later conclusion can take it back.</source>
        <translation>Ihr Urteil ist festgehalten. Ein späteres kann es zurücknehmen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln fact(s) moved here; the two are held to be two.</source>
        <translation>
            <numerusform>%Ln Aussage ist jetzt hier; beide gelten als zwei.</numerusform>
            <numerusform>%Ln Aussagen sind jetzt hier; beide gelten als zwei.</numerusform>
        </translation>
    </message>
    <message>
        <source>Select the words in the source first.</source>
        <translation>Wählen Sie zuerst die Worte in der Quelle aus.</translation>
    </message>
</context>
<context>
    <name>Identity</name>
    <message>
        <source>shown together with {names}; each line says whose it is</source>
        <translation>zusammen gezeigt mit {names}; jede Zeile sagt, wen sie betrifft</translation>
    </message>
    <message>
        <source>one with {names} (Ctrl+Alt+J shows them together)</source>
        <translation>dasselbe wie {names} (Strg+Alt+J zeigt beide zusammen)</translation>
    </message>
    <message>
        <source>perhaps one with {names}</source>
        <translation>vielleicht dasselbe wie {names}</translation>
    </message>
    <message>
        <source>not to be taken for {names}</source>
        <translation>nicht zu verwechseln mit {names}</translation>
    </message>
    <message>
        <source>of {names}</source>
        <translation>zu {names}</translation>
    </message>
    <message>
        <source>One with</source>
        <translation>Eins mit</translation>
    </message>
    <message>
        <source>Perhaps one with</source>
        <translation>Vielleicht eins mit</translation>
    </message>
    <message>
        <source>Not</source>
        <translation>Nicht</translation>
    </message>
    <message>
        <source>Perhaps, by name alone:</source>
        <translation>Vielleicht, nur dem Namen nach:</translation>
    </message>
    <message>
        <source>{agent} held them to be one, {day}: “{reason}”</source>
        <translation>{agent} hielt beide für eins, {day}: „{reason}“</translation>
    </message>
    <message>
        <source>{agent} held them to be two, {day}: “{reason}”</source>
        <translation>{agent} hielt sie für zwei, {day}: „{reason}“</translation>
    </message>
    <message>
        <source>{agent} was not sure, {day}: “{reason}”</source>
        <translation>{agent} war unsicher, {day}: „{reason}“</translation>
    </message>
    <message>
        <source>One record of {facts} from {sources}.</source>
        <translation>Ein Eintrag mit {facts} aus {sources}.</translation>
    </message>
    <message>
        <source>{one} and {other}: one or two?</source>
        <translation>{one} und {other}: eins oder zwei?</translation>
    </message>
    <message>
        <source>they agree</source>
        <translation>stimmt überein</translation>
    </message>
    <message>
        <source>the one is more precise</source>
        <translation>das eine ist genauer</translation>
    </message>
    <message>
        <source>they may agree</source>
        <translation>kann übereinstimmen</translation>
    </message>
</context>
<context>
    <name>IdentityBoard</name>
    <message>
        <source>One or two</source>
        <translation>Eins oder zwei</translation>
    </message>
    <message>
        <source>Choose what you conclude: one, two, or not sure.</source>
        <translation>Wählen Sie Ihr Urteil: eins, zwei oder unsicher.</translation>
    </message>
    <message>
        <source>Their facts would contradict each other, as shown above. Tick that they are one all the same, or conclude otherwise.</source>
        <translation>Ihre Aussagen widersprächen einander, wie oben gezeigt. Bestätigen Sie, dass beide trotzdem eins sind, oder urteilen Sie anders.</translation>
    </message>
    <message>
        <source>Say why: the reasoning is what a later reader will weigh.</source>
        <translation>Sagen Sie, warum: Die Begründung ist es, die spätere Leser abwägen.</translation>
    </message>
    <message>
        <source>If they were one</source>
        <translation>Wären beide eins</translation>
    </message>
    <message>
        <source>Of nothing do both say something: facts alone neither join nor part.</source>
        <translation>Über nichts sagen beide etwas: Aussagen allein verbinden und trennen hier nicht.</translation>
    </message>
    <message>
        <source>I conclude</source>
        <translation>Mein Urteil</translation>
    </message>
    <message>
        <source>They are one</source>
        <translation>Beide sind eins</translation>
    </message>
    <message>
        <source>Both records can be shown as one; each fact keeps its own subject.</source>
        <translation>Beide Einträge lassen sich als einer zeigen; jede Aussage behält, wen sie betrifft.</translation>
    </message>
    <message>
        <source>They are two</source>
        <translation>Es sind zwei</translation>
    </message>
    <message>
        <source>They are not proposed as one again.</source>
        <translation>Sie werden nicht wieder als eins vorgeschlagen.</translation>
    </message>
    <message>
        <source>I am not sure</source>
        <translation>Ich bin unsicher</translation>
    </message>
    <message>
        <source>Kept in sight, joined to nothing.</source>
        <translation>Bleibt in Sicht, verbindet nichts.</translation>
    </message>
    <message>
        <source>One all the same, although their facts contradict</source>
        <translation>Trotzdem eins, obwohl Aussagen sich widersprechen</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Belege</translation>
    </message>
    <message>
        <source>Add the words selected in the source</source>
        <translation>Ausgewählte Worte der Quelle hinzufügen</translation>
    </message>
    <message>
        <source>Take the last away</source>
        <translation>Letzten Beleg wegnehmen</translation>
    </message>
    <message>
        <source>Reasoning</source>
        <translation>Begründung</translation>
    </message>
    <message>
        <source>What speaks for it besides the name, and what against</source>
        <translation>Was außer dem Namen dafür spricht und was dagegen</translation>
    </message>
    <message>
        <source>Record the conclusion</source>
        <translation>Urteil festhalten</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back to the record</source>
        <translation>Zurück zum Eintrag</translation>
    </message>
    <message>
        <source>No passage is given yet. Select words in the source beside.</source>
        <translation>Noch ist keine Stelle angegeben. Wählen Sie Worte in der Quelle daneben aus.</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import facts</source>
        <translation>Aussagen importieren</translation>
    </message>
    <message>
        <source>Import {file}</source>
        <translation>{file} importieren</translation>
    </message>
    <message>
        <source>A name may mean somebody who is in the archive already</source>
        <translation>Ein Name darf jemanden meinen, der schon im Archiv ist</translation>
    </message>
    <message>
        <source>Bring properties into use that nobody has defined</source>
        <translation>Auch Eigenschaften verwenden, die niemand beschrieben hat</translation>
    </message>
    <message>
        <source>Leave out what stands already, from the same passage</source>
        <translation>Weglassen, was aus derselben Stelle schon dasteht</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln fact(s) would be added.</source>
        <translation>
            <numerusform>%Ln Aussage käme hinzu.</numerusform>
            <numerusform>%Ln Aussagen kämen hinzu.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln fact(s) known already.</source>
        <translation>
            <numerusform>%Ln Aussage schon bekannt.</numerusform>
            <numerusform>%Ln Aussagen schon bekannt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln fact(s) known already, from the same passage.</source>
        <translation>
            <numerusform>%Ln Aussage aus derselben Stelle schon bekannt.</numerusform>
            <numerusform>%Ln Aussagen aus derselben Stelle schon bekannt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln subject(s) would be opened.</source>
        <translation>
            <numerusform>%Ln Eintrag würde angelegt.</numerusform>
            <numerusform>%Ln Einträge würden angelegt.</numerusform>
        </translation>
    </message>
    <message>
        <source>In the archive already: {names}.</source>
        <translation>Schon im Archiv: {names}.</translation>
    </message>
    <message>
        <source>Opened anew beside others of the same name: {names}.</source>
        <translation>Neu angelegt neben anderen desselben Namens: {names}.</translation>
    </message>
    <message>
        <source>Looking through the file…</source>
        <translation>Die Datei wird durchgesehen …</translation>
    </message>
</context>
<context>
    <name>Libraries</name>
    <message>
        <source>Import a bibliography</source>
        <translation>Bibliographie importieren</translation>
    </message>
    <message>
        <source>Bibliographies</source>
        <translation>Bibliographien</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message numerus="yes">
        <source>import %Ln source(s)</source>
        <translation>
            <numerusform>%Ln Quelle importieren</numerusform>
            <numerusform>%Ln Quellen importieren</numerusform>
        </translation>
    </message>
    <message>
        <source>what other sources gained stays</source>
        <translation>was andere Quellen dazubekamen, bleibt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln remark(s) on the import</source>
        <translation>
            <numerusform>%Ln Bemerkung zum Import</numerusform>
            <numerusform>%Ln Bemerkungen zum Import</numerusform>
        </translation>
    </message>
    <message>
        <source>What of the file was not taken in as it is, and why.</source>
        <translation>Was aus der Datei nicht so übernommen wurde, wie es ist, und warum.</translation>
    </message>
    <message>
        <source>Importing a bibliography…</source>
        <translation>Bibliographie wird importiert …</translation>
    </message>
    <message numerus="yes">
        <source>%Ln source(s) added</source>
        <translation>
            <numerusform>%Ln Quelle hinzugefügt</numerusform>
            <numerusform>%Ln Quellen hinzugefügt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) taken in</source>
        <translation>
            <numerusform>%Ln Datei aufgenommen</numerusform>
            <numerusform>%Ln Dateien aufgenommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln there already</source>
        <translation>
            <numerusform>%Ln schon da</numerusform>
            <numerusform>%Ln schon da</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln met by a file held</source>
        <translation>
            <numerusform>%Ln an einer vorhandenen Datei erkannt</numerusform>
            <numerusform>%Ln an vorhandenen Dateien erkannt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln described otherwise by now</source>
        <translation>
            <numerusform>%Ln inzwischen anders beschrieben</numerusform>
            <numerusform>%Ln inzwischen anders beschrieben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln left out, erased here</source>
        <translation>
            <numerusform>%Ln ausgelassen, hier gelöscht</numerusform>
            <numerusform>%Ln ausgelassen, hier gelöscht</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no work in this file.</source>
        <translation>In dieser Datei steht kein Werk.</translation>
    </message>
    <message>
        <source>{link} is not there.</source>
        <translation>{link} ist nicht da.</translation>
    </message>
    <message>
        <source>{link} lies outside the library&apos;s folder and was left out.</source>
        <translation>{link} liegt außerhalb des Ordners der Bibliographie und wurde ausgelassen.</translation>
    </message>
</context>
<context>
    <name>Listing</name>
    <message>
        <source>Conflicts</source>
        <translation>Widersprüche</translation>
    </message>
    <message>
        <source>Held and denied</source>
        <translation>Behauptet und bestritten</translation>
    </message>
    <message>
        <source>Dates that clash</source>
        <translation>Zeiten, die sich ausschließen</translation>
    </message>
    <message>
        <source>Terms apart</source>
        <translation>Unvereinbare Amtszeiten</translation>
    </message>
    <message>
        <source>Joined, yet at odds</source>
        <translation>Vereint trotz Widerspruch</translation>
    </message>
    <message>
        <source>Dangling footnotes</source>
        <translation>Leere Fußnoten</translation>
    </message>
    <message>
        <source>Second-hand only</source>
        <translation>Nur aus zweiter Hand</translation>
    </message>
    <message>
        <source>One lineage, living</source>
        <translation>Eine Herkunft, lebend</translation>
    </message>
    <message>
        <source>Premises changed</source>
        <translation>Grundlage geändert</translation>
    </message>
    <message>
        <source>Passages not found again</source>
        <translation>Stellen nicht wiedergefunden</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>Ungelesen</translation>
    </message>
    <message>
        <source>Subjects</source>
        <translation>Personen und Dinge</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>Zu tun</translation>
    </message>
</context>
<context>
    <name>ListsKeeper</name>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>%Ln Ereignis</numerusform>
            <numerusform>%Ln Ereignisse</numerusform>
        </translation>
    </message>
    <message>
        <source>reading only</source>
        <translation>nur lesend</translation>
    </message>
    <message>
        <source>all saved</source>
        <translation>alles gesichert</translation>
    </message>
    <message>
        <source>head {root}</source>
        <translation>Kopf {root}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln conflict(s) open</source>
        <translation>
            <numerusform>%Ln Widerspruch offen</numerusform>
            <numerusform>%Ln Widersprüche offen</numerusform>
        </translation>
    </message>
    <message>
        <source>signed up to @{position}</source>
        <translation>signiert bis @{position}</translation>
    </message>
    <message>
        <source>signed {time}</source>
        <translation>signiert {time}</translation>
    </message>
</context>
<context>
    <name>LivesKeeper</name>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Ties</source>
        <translation>Beziehungen</translation>
    </message>
    <message>
        <source>Narrative</source>
        <translation>Erzählung</translation>
    </message>
</context>
<context>
    <name>LivesRows</name>
    <message>
        <source>reckoned: {time}</source>
        <translation>errechnet: {time}</translation>
    </message>
    <message>
        <source>after {name}</source>
        <translation>nach {name}</translation>
    </message>
    <message>
        <source>before {name}</source>
        <translation>vor {name}</translation>
    </message>
</context>
<context>
    <name>MarkStrip</name>
    <message>
        <source>Where in this text the passages stand</source>
        <translation>Wo in diesem Text die Stellen stehen</translation>
    </message>
    <message>
        <source>Passages in this text</source>
        <translation>Stellen in diesem Text</translation>
    </message>
</context>
<context>
    <name>MarkedPicture</name>
    <message>
        <source>The picture</source>
        <translation>Das Bild</translation>
    </message>
</context>
<context>
    <name>NarrativeView</name>
    <message>
        <source>Narrative</source>
        <translation>Erzählung</translation>
    </message>
    <message>
        <source>Nothing is told yet: nothing is recorded.</source>
        <translation>Noch gibt es nichts zu erzählen: Nichts ist festgehalten.</translation>
    </message>
    <message>
        <source>Passages</source>
        <translation>Stellen</translation>
    </message>
</context>
<context>
    <name>Navigator</name>
    <message>
        <source>Navigator</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtern</translation>
    </message>
    <message>
        <source>Filter subjects and sources</source>
        <translation>Personen, Dinge und Quellen filtern</translation>
    </message>
    <message>
        <source>Order, and which kind of subjects</source>
        <translation>Reihenfolge und Art der Einträge</translation>
    </message>
    <message>
        <source>Subjects</source>
        <translation>Personen und Dinge</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>What is to do</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>Most facts first</source>
        <translation>Meiste Aussagen zuerst</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>Nach Namen</translation>
    </message>
    <message>
        <source>Opened last first</source>
        <translation>Zuletzt angelegte zuerst</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>Alle Arten</translation>
    </message>
    <message>
        <source>No subjects and no sources yet.</source>
        <translation>Noch keine Personen und Dinge, keine Quellen.</translation>
    </message>
    <message>
        <source>Nobody and nothing here is called “{words}”.</source>
        <translation>Niemand und nichts heißt hier „{words}“.</translation>
    </message>
</context>
<context>
    <name>NavigatorModel</name>
    <message>
        <source>{title}, closed</source>
        <translation>{title}, zugeklappt</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Notice</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>OcrDialog</name>
    <message>
        <source>Read the pictures</source>
        <translation>Bilder lesen</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Tesseract reads them, where it is installed. Each word keeps its place in the picture. Compare what it read before you quote it.</source>
        <translation>Tesseract liest sie, wo es installiert ist. Jedes Wort behält seine Stelle im Bild. Vergleichen Sie das Gelesene, ehe Sie es anführen.</translation>
    </message>
    <message>
        <source>In which languages are they?</source>
        <translation>In welchen Sprachen sind sie?</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Sprachen</translation>
    </message>
    <message>
        <source>Name a language as Tesseract does: eng, deu, pol.</source>
        <translation>Nennen Sie eine Sprache, wie Tesseract es tut: eng, deu, pol.</translation>
    </message>
</context>
<context>
    <name>OcrReading</name>
    <message>
        <source>Read. A text that was read stays; it is not undone.</source>
        <translation>Gelesen. Ein gelesener Text bleibt; das wird nicht rückgängig gemacht.</translation>
    </message>
    <message>
        <source>The same words were read before.</source>
        <translation>Dieselben Worte wurden schon gelesen.</translation>
    </message>
    <message>
        <source>Reading the pictures…</source>
        <translation>Die Bilder werden gelesen …</translation>
    </message>
</context>
<context>
    <name>OlderTexts</name>
    <message>
        <source>in the same place</source>
        <translation>an derselben Stelle</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>verschoben</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>not certain</source>
        <translation>nicht sicher</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>verloren</translation>
    </message>
    <message>
        <source>not to be told, its text is gone</source>
        <translation>nicht zu sagen, der Text ist fort</translation>
    </message>
    <message>
        <source>These passages are of an older text; in the newest: {states}.</source>
        <translation>Diese Stellen stammen aus einem älteren Text; im neuesten: {states}.</translation>
    </message>
    <message>
        <source>Quoted from an older text; the newest has these words in the same place.</source>
        <translation>Aus einem älteren Text zitiert; im neuesten stehen diese Worte an derselben Stelle.</translation>
    </message>
    <message>
        <source>Quoted from an older text; the newest has these words elsewhere.</source>
        <translation>Aus einem älteren Text zitiert; im neuesten stehen diese Worte an anderer Stelle.</translation>
    </message>
    <message>
        <source>Quoted from an older text; the newest says: “{now}”.</source>
        <translation>Aus einem älteren Text zitiert; im neuesten heißt es: „{now}“.</translation>
    </message>
    <message>
        <source>Quoted from an older text; where it stands in the newest is not certain.</source>
        <translation>Aus einem älteren Text zitiert; wo es im neuesten steht, ist nicht sicher.</translation>
    </message>
    <message>
        <source>Quoted from an older text; it was not found in the newest.</source>
        <translation>Aus einem älteren Text zitiert; im neuesten wurde es nicht gefunden.</translation>
    </message>
    <message>
        <source>Quoted from an older text; the newest is gone, so what it says there cannot be told.</source>
        <translation>Aus einem älteren Text angeführt; der neueste ist fort, also ist nicht zu sagen, was er dort sagt.</translation>
    </message>
</context>
<context>
    <name>PageDialog</name>
    <message>
        <source>The page</source>
        <translation>Die Seite</translation>
    </message>
    <message>
        <source>Where on the page the words stand is not known.</source>
        <translation>Wo auf der Seite der Wortlaut steht, ist nicht bekannt.</translation>
    </message>
</context>
<context>
    <name>PaneLayout</name>
    <message>
        <source>Move left</source>
        <translation>Nach links</translation>
    </message>
    <message>
        <source>Move right</source>
        <translation>Nach rechts</translation>
    </message>
    <message>
        <source>Set back</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Set loose</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>Wegräumen</translation>
    </message>
    <message>
        <source>Reset the layout</source>
        <translation>Anordnung zurücksetzen</translation>
    </message>
</context>
<context>
    <name>Paper</name>
    <message>
        <source>also {names}</source>
        <translation>auch {names}</translation>
    </message>
    <message>
        <source>Passages</source>
        <translation>Stellen</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>(the words are hidden here)</source>
        <translation>(die Worte sind hier verborgen)</translation>
    </message>
    <message>
        <source>{page} of {pages}</source>
        <translation>{page} von {pages}</translation>
    </message>
    <message>
        <source>(the words were erased or withheld)</source>
        <translation>(die Worte wurden gelöscht oder zurückgehalten)</translation>
    </message>
    <message>
        <source>characters {a}–{b}</source>
        <translation>Zeichen {a}–{b}</translation>
    </message>
    <message>
        <source>{archive}, as of {moment}; printed {day} with Fonds · {record}</source>
        <translation>{archive}, Stand: {moment}; gedruckt am {day} mit Fonds · {record}</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>Nothing in this record has a time.</source>
        <translation>Nichts in diesem Eintrag hat eine Zeit.</translation>
    </message>
    <message>
        <source>In others&apos; records</source>
        <translation>In den Einträgen anderer</translation>
    </message>
    <message>
        <source>Nothing in this record ties the subject to another.</source>
        <translation>Nichts in diesem Eintrag verbindet mit anderen.</translation>
    </message>
    <message>
        <source>Nothing is told: nothing is recorded.</source>
        <translation>Nichts ist erzählt: Nichts ist festgehalten.</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Fassungen</translation>
    </message>
    <message>
        <source>Why they conflict</source>
        <translation>Warum sie einander widersprechen</translation>
    </message>
    <message>
        <source>What was concluded</source>
        <translation>Was daraus geschlossen wurde</translation>
    </message>
    <message>
        <source>Open: nobody has settled it.</source>
        <translation>Offen: Niemand hat darüber entschieden.</translation>
    </message>
    <message>
        <source>It is open again.</source>
        <translation>Der Widerspruch ist wieder offen.</translation>
    </message>
    <message>
        <source>disputed</source>
        <translation>umstritten</translation>
    </message>
    <message>
        <source>{name}, conflict</source>
        <translation>{name}, Widerspruch</translation>
    </message>
    <message>
        <source>{name}, timeline</source>
        <translation>{name}, Zeitleiste</translation>
    </message>
    <message>
        <source>{name}, ties</source>
        <translation>{name}, Beziehungen</translation>
    </message>
    <message>
        <source>{name}, narrative</source>
        <translation>{name}, Erzählung</translation>
    </message>
    <message>
        <source>Told {policy}.</source>
        <translation>Dargestellt {policy}.</translation>
    </message>
    <message>
        <source>Told together with {names}, judged to be the same.</source>
        <translation>Dargestellt zusammen mit {names}, als dieselbe Person oder Sache beurteilt.</translation>
    </message>
</context>
<context>
    <name>PartingBoard</name>
    <message>
        <source>Part what was mixed up</source>
        <translation>Vermischtes trennen</translation>
    </message>
    <message>
        <source>Tick what is about somebody else. Words, ids and history stay.</source>
        <translation>Kreuzen Sie an, was jemand anderen betrifft. Worte, Kennungen und Verlauf bleiben.</translation>
    </message>
    <message>
        <source>Facts by source</source>
        <translation>Aussagen nach Quelle</translation>
    </message>
    <message>
        <source>They go to</source>
        <translation>Sie gehen an</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back to the record</source>
        <translation>Zurück zum Eintrag</translation>
    </message>
    <message>
        <source>Without a source</source>
        <translation>Ohne Quelle</translation>
    </message>
    <message>
        <source>Tick at least one fact that goes.</source>
        <translation>Kreuzen Sie mindestens eine Aussage an.</translation>
    </message>
    <message>
        <source>Say to whom they go: a subject, or a new name.</source>
        <translation>Sagen Sie, an wen sie gehen: ein Eintrag oder ein neuer Name.</translation>
    </message>
    <message>
        <source>Say why; it stays beside the change.</source>
        <translation>Sagen Sie, warum; es bleibt bei der Änderung stehen.</translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln fact(s)</source>
        <translation>
            <numerusform>%Ln Aussage trennen</numerusform>
            <numerusform>%Ln Aussagen trennen</numerusform>
        </translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Trennen</translation>
    </message>
    <message>
        <source>a new subject</source>
        <translation>ein neuer Eintrag</translation>
    </message>
</context>
<context>
    <name>PasswordDialog</name>
    <message>
        <source>A locked file</source>
        <translation>Eine verschlossene Datei</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>The password is not kept: to read the file again it is needed anew. The text that is read from it lies in the archive like any other.</source>
        <translation>Das Passwort wird nicht aufbewahrt: Um die Datei neu zu lesen, braucht es das wieder. Der daraus gelesene Text liegt im Archiv wie jeder andere.</translation>
    </message>
    <message>
        <source>{file} needs a password</source>
        <translation>{file} braucht ein Passwort</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Type the file&apos;s password.</source>
        <translation>Geben Sie das Passwort der Datei ein.</translation>
    </message>
</context>
<context>
    <name>PastBanner</name>
    <message>
        <source>Back to now</source>
        <translation>Zurück zu jetzt</translation>
    </message>
    <message>
        <source>You are looking at the archive as of {moment}. Nothing can be recorded here.</source>
        <translation>Sie sehen das Archiv im Stand von {moment}. Hier lässt sich nichts festhalten.</translation>
    </message>
</context>
<context>
    <name>Policies</name>
    <message>
        <source>without “{source}”</source>
        <translation>ohne „{source}“</translation>
    </message>
    <message>
        <source>as others get them, and nothing can be recorded</source>
        <translation>wie andere sie bekommen, und nichts kann eingetragen werden</translation>
    </message>
    <message>
        <source>with only what sources say themselves</source>
        <translation>nur mit dem, was Quellen selbst sagen</translation>
    </message>
    <message>
        <source>with only what is stated, nothing inferred</source>
        <translation>nur mit dem, was ausdrücklich dasteht</translation>
    </message>
</context>
<context>
    <name>PolicyBanner</name>
    <message>
        <source>Show everything</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>You are looking at records {policy}.</source>
        <translation>Sie sehen Einträge {policy}.</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>unnamed</source>
        <translation>ohne Namen</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Full references</source>
        <translation>Volle Nachweise</translation>
    </message>
    <message>
        <source>Author and date</source>
        <translation>Autor und Jahr</translation>
    </message>
    <message>
        <source>A style in a file (.csl)…</source>
        <translation>Ein Stil aus einer Datei (.csl) …</translation>
    </message>
    <message>
        <source>You record as</source>
        <translation>Sie schreiben als</translation>
    </message>
    <message>
        <source>This name stands beside everything you record, for good.</source>
        <translation>Dieser Name steht für immer neben allem, was Sie festhalten.</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>Face of sources</source>
        <translation>Schrift der Quellen</translation>
    </message>
    <message>
        <source>References</source>
        <translation>Nachweise</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Holds from the next start.</source>
        <translation>Gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>A style of references</source>
        <translation>Ein Stil für Nachweise</translation>
    </message>
    <message>
        <source>Citation styles (*.csl)</source>
        <translation>Zitierstile (*.csl)</translation>
    </message>
    <message>
        <source>A folder for copies of checkpoints</source>
        <translation>Ein Ordner für Kopien der Prüfpunkte</translation>
    </message>
    <message>
        <source>Of the archive “{name}”</source>
        <translation>Für das Archiv „{name}“</translation>
    </message>
    <message>
        <source>nowhere</source>
        <translation>nirgendwohin</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Choose the folder for copies of checkpoints</source>
        <translation>Den Ordner für Kopien der Prüfpunkte wählen</translation>
    </message>
    <message>
        <source>show everybody</source>
        <translation>zeigen alle</translation>
    </message>
    <message>
        <source>hide people not known to be dead</source>
        <translation>verbergen, wer nicht als verstorben bekannt ist</translation>
    </message>
    <message>
        <source>Checkpoints go to</source>
        <translation>Prüfpunkte gehen nach</translation>
    </message>
    <message>
        <source>A copy of every signed head, on a stick or in a folder that others keep: only a copy elsewhere convicts an archive that was made anew.</source>
        <translation>Eine Kopie jedes signierten Kopfes, auf einem Stick oder in einem Ordner, den andere hüten: Nur eine Kopie anderswo überführt ein Archiv, das neu angefertigt wurde.</translation>
    </message>
    <message>
        <source>Exports</source>
        <translation>Exporte</translation>
    </message>
    <message>
        <source>Recorded in the archive. To you everything is shown.</source>
        <translation>Wird im Archiv festgehalten. Ihnen wird alles gezeigt.</translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>Save the record as PDF</source>
        <translation>Eintrag als PDF sichern</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Print the record</source>
        <translation>Eintrag drucken</translation>
    </message>
    <message>
        <source>The record has no page in the range chosen; nothing was printed.</source>
        <translation>Im gewählten Bereich hat der Eintrag keine Seite; gedruckt wurde nichts.</translation>
    </message>
    <message>
        <source>{path} cannot be written: {why}. Choose another folder.</source>
        <translation>{path} lässt sich nicht schreiben: {why}. Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Saved as {path}.</source>
        <translation>Gesichert als {path}.</translation>
    </message>
</context>
<context>
    <name>PropertyDialog</name>
    <message>
        <source>Define a property</source>
        <translation>Eigenschaft festlegen</translation>
    </message>
    <message>
        <source>Define</source>
        <translation>Festlegen</translation>
    </message>
    <message>
        <source>in a sentence, for whoever reads it in years</source>
        <translation>in einem Satz, für alle, die es in Jahren lesen</translation>
    </message>
    <message>
        <source>None of these</source>
        <translation>Keiner von diesen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Wie viele</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>Abschnitt</translation>
    </message>
    <message>
        <source>Name it first, with at least one Latin letter.</source>
        <translation>Geben Sie zuerst einen Namen an, mit mindestens einem lateinischen Buchstaben.</translation>
    </message>
    <message>
        <source>Say in a sentence what it means.</source>
        <translation>Sagen Sie in einem Satz, was sie bedeutet.</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Worte</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Number, with or without a unit</source>
        <translation>Zahl, mit oder ohne Einheit</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Office</source>
        <translation>Amt</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Begebenheit</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>Web address</source>
        <translation>Adresse im Web</translation>
    </message>
    <message>
        <source>Several can be true together</source>
        <translation>Mehrere können zugleich zutreffen</translation>
    </message>
    <message>
        <source>One at a time, for one office or contest</source>
        <translation>Zu einer Zeit nur einer, je Amt oder Wahl</translation>
    </message>
    <message>
        <source>Only one can ever be true</source>
        <translation>Nur einer kann überhaupt zutreffen</translation>
    </message>
</context>
<context>
    <name>ProposalBoard</name>
    <message>
        <source>Proposals</source>
        <translation>Vorschläge</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern …</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back to the record</source>
        <translation>Zurück zum Eintrag</translation>
    </message>
    <message>
        <source>Looking for what is certain in form…</source>
        <translation>Gesucht wird, was der Form nach gewiss ist …</translation>
    </message>
    <message>
        <source>Proposals: {title}</source>
        <translation>Vorschläge: {title}</translation>
    </message>
    <message numerus="yes">
        <source>Accept %Ln fact(s)</source>
        <translation>
            <numerusform>%Ln Aussage annehmen</numerusform>
            <numerusform>%Ln Aussagen annehmen</numerusform>
        </translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Found by rules in what is certain in form. Nothing is recorded before you accept it; the rule is named beside you.</source>
        <translation>Von Regeln in dem gefunden, was der Form nach gewiss ist. Nichts wird aufgenommen, bevor Sie es annehmen; die Regel steht dann neben Ihrem Namen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln fact(s) recorded already.</source>
        <translation>
            <numerusform>%Ln Aussage ist schon aufgenommen.</numerusform>
            <numerusform>%Ln Aussagen sind schon aufgenommen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln passage(s) may say more, hedged or in no such form, and should be read.</source>
        <translation>
            <numerusform>%Ln Stelle sagt vielleicht mehr, mit Vorbehalt oder in keiner solchen Form, und sollte gelesen werden.</numerusform>
            <numerusform>%Ln Stellen sagen vielleicht mehr, mit Vorbehalt oder in keiner solchen Form, und sollten gelesen werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing in this text is certain enough in form to be proposed. Select words in it and press Ctrl+Return.</source>
        <translation>Nichts in diesem Text ist der Form nach gewiss genug für einen Vorschlag. Wählen Sie Worte darin aus und drücken Sie Strg+Enter.</translation>
    </message>
    <message>
        <source>Everything proposed here was looked at.</source>
        <translation>Alle Vorschläge sind durchgesehen.</translation>
    </message>
    <message numerus="yes">
        <source>Show %Ln dismissed</source>
        <translation>
            <numerusform>%Ln verworfenen zeigen</numerusform>
            <numerusform>%Ln verworfene zeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>Enter; Space ticks several</source>
        <translation>Enter; die Leertaste hakt mehrere an</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>ProposalList</name>
    <message>
        <source>about {name}</source>
        <translation>über {name}</translation>
    </message>
    <message>
        <source>said by {speaker}</source>
        <translation>gesagt von {speaker}</translation>
    </message>
    <message>
        <source>Proposed facts</source>
        <translation>Vorgeschlagene Aussagen</translation>
    </message>
</context>
<context>
    <name>Proposed</name>
    <message>
        <source>opens a new subject</source>
        <translation>legt einen neuen Eintrag an</translation>
    </message>
    <message>
        <source>opens “{name}” too</source>
        <translation>legt auch „{name}“ an</translation>
    </message>
</context>
<context>
    <name>Proposing</name>
    <message>
        <source>Proposals: {title}</source>
        <translation>Vorschläge: {title}</translation>
    </message>
    <message>
        <source>the proposals</source>
        <translation>die Vorschläge</translation>
    </message>
    <message numerus="yes">
        <source>%Ln fact(s) added.</source>
        <translation>
            <numerusform>%Ln Aussage hinzugefügt.</numerusform>
            <numerusform>%Ln Aussagen hinzugefügt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Change it before accepting</source>
        <translation>Vor dem Annehmen ändern</translation>
    </message>
</context>
<context>
    <name>RecordDelegate</name>
    <message>
        <source>Weigh…</source>
        <translation>Abwägen …</translation>
    </message>
</context>
<context>
    <name>RecordKeeper</name>
    <message>
        <source>Biography</source>
        <translation>Biografie</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>This could not be read: the notice says why.</source>
        <translation>Das ließ sich nicht lesen: Die Meldung sagt, warum.</translation>
    </message>
    <message>
        <source>Nothing here is as the filter asks.</source>
        <translation>Nichts hier ist, wie der Filter es verlangt.</translation>
    </message>
    <message>
        <source>Facts that were not read yet are not filtered.</source>
        <translation>Fakten, die noch nicht gelesen sind, werden nicht gefiltert.</translation>
    </message>
    <message>
        <source>Nothing is recorded of this subject yet. Select words in a source and press Ctrl+Return.</source>
        <translation>Hierüber ist noch nichts festgehalten. Wählen Sie Worte in einer Quelle aus, und drücken Sie Strg+Enter.</translation>
    </message>
</context>
<context>
    <name>RecordList</name>
    <message>
        <source>Facts of the record</source>
        <translation>Aussagen des Eintrags</translation>
    </message>
</context>
<context>
    <name>RecordModel</name>
    <message>
        <source>Disputed. {words}</source>
        <translation>Umstritten. {words}</translation>
    </message>
    <message>
        <source>{property}, disputed: {value}</source>
        <translation>{property}, umstritten: {value}</translation>
    </message>
</context>
<context>
    <name>RecordPane</name>
    <message>
        <source>Record</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>Views of the record</source>
        <translation>Ansichten des Eintrags</translation>
    </message>
    <message>
        <source>Biography</source>
        <translation>Biografie</translation>
    </message>
</context>
<context>
    <name>RecordParts</name>
    <message>
        <source>disputed</source>
        <translation>umstritten</translation>
    </message>
    <message>
        <source>show</source>
        <translation>zeigen</translation>
    </message>
    <message>
        <source>listed as recorded, not weighed against each other</source>
        <translation>aufgeführt, wie sie aufgenommen wurden, nicht gegeneinander abgewogen</translation>
    </message>
</context>
<context>
    <name>RecordRows</name>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>one</source>
        <translation>eine</translation>
    </message>
    <message>
        <source>two</source>
        <translation>zwei</translation>
    </message>
    <message>
        <source>three</source>
        <translation>drei</translation>
    </message>
    <message>
        <source>four</source>
        <translation>vier</translation>
    </message>
    <message>
        <source>five</source>
        <translation>fünf</translation>
    </message>
    <message>
        <source>six</source>
        <translation>sechs</translation>
    </message>
    <message>
        <source>seven</source>
        <translation>sieben</translation>
    </message>
    <message>
        <source>eight</source>
        <translation>acht</translation>
    </message>
    <message>
        <source>nine</source>
        <translation>neun</translation>
    </message>
    <message>
        <source>born {date}</source>
        <translation>geboren {date}</translation>
    </message>
    <message>
        <source>died {date}</source>
        <translation>gestorben {date}</translation>
    </message>
    <message>
        <source>{facts} from {sources}</source>
        <translation>{facts} aus {sources}</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Office</source>
        <translation>Amt</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Begebenheit</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>Werk</translation>
    </message>
    <message>
        <source>also {names}</source>
        <translation>auch {names}</translation>
    </message>
    <message>
        <source>Nothing is recorded of this subject yet.</source>
        <translation>Hierüber ist noch nichts festgehalten.</translation>
    </message>
    <message>
        <source>{property}: {number} accounts, none preferred</source>
        <translation>{property}: {number} Fassungen, keine vorgezogen</translation>
    </message>
    <message>
        <source>second-hand</source>
        <translation>aus zweiter Hand</translation>
    </message>
    <message>
        <source>its own words</source>
        <translation>mit eigenen Worten</translation>
    </message>
    <message>
        <source>refines {values}</source>
        <translation>genauer als {values}</translation>
    </message>
    <message>
        <source>may be the same</source>
        <translation>vielleicht dasselbe</translation>
    </message>
    <message>
        <source>not preferred</source>
        <translation>nicht vorgezogen</translation>
    </message>
    <message>
        <source>preferred</source>
        <translation>vorgezogen</translation>
    </message>
    <message>
        <source>inferred</source>
        <translation>erschlossen</translation>
    </message>
    <message>
        <source>footnote {mark} is missing</source>
        <translation>Fußnote {mark} fehlt</translation>
    </message>
    <message>
        <source>by {agent}</source>
        <translation>von {agent}</translation>
    </message>
    <message>
        <source>set aside</source>
        <translation>beiseitegelegt</translation>
    </message>
    <message>
        <source>denied</source>
        <translation>bestritten</translation>
    </message>
    <message>
        <source>said or denied</source>
        <translation>gesagt oder bestritten</translation>
    </message>
    <message>
        <source>Note: {text}</source>
        <translation>Notiz: {text}</translation>
    </message>
    <message>
        <source>Entered by {agent}, {day}, @{position}</source>
        <translation>Eingetragen von {agent}, {day}, @{position}</translation>
    </message>
    <message>
        <source>second-hand, citing its footnote{mark}, missing</source>
        <translation>aus zweiter Hand, beruft sich auf die fehlende Fußnote{mark}</translation>
    </message>
    <message>
        <source>second-hand, citing{mark} {work}</source>
        <translation>aus zweiter Hand, beruft sich auf{mark} {work}</translation>
    </message>
    <message>
        <source>who says it, or denies it, is no longer there</source>
        <translation>wer es sagt oder bestreitet, ist nicht mehr da</translation>
    </message>
    <message>
        <source>speaks against it</source>
        <translation>spricht dagegen</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>Erased</source>
        <translation>Gelöscht</translation>
    </message>
</context>
<context>
    <name>Redoing</name>
    <message>
        <source>done again</source>
        <translation>wiederholt</translation>
    </message>
    <message>
        <source>It was changed since it was undone, so nothing was done again.</source>
        <translation>Es wurde geändert, seit es rückgängig gemacht wurde; darum wurde nichts wiederholt.</translation>
    </message>
    <message>
        <source>Done again: {act}</source>
        <translation>Wiederholt: {act}</translation>
    </message>
    <message>
        <source>Do a&amp;gain: {act}</source>
        <translation>Wieder&amp;holen: {act}</translation>
    </message>
    <message>
        <source>Do a&amp;gain</source>
        <translation>Wieder&amp;holen</translation>
    </message>
</context>
<context>
    <name>References</name>
    <message>
        <source>The reference was copied.</source>
        <translation>Der Nachweis wurde kopiert.</translation>
    </message>
</context>
<context>
    <name>RowSieveBar</name>
    <message>
        <source>Filter this record</source>
        <translation>Diesen Eintrag filtern</translation>
    </message>
    <message>
        <source>Which facts are shown</source>
        <translation>Welche Aussagen gezeigt werden</translation>
    </message>
    <message>
        <source>In which order</source>
        <translation>In welcher Reihenfolge</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>All facts</source>
        <translation>Alle Aussagen</translation>
    </message>
    <message>
        <source>Disputed</source>
        <translation>Umstritten</translation>
    </message>
    <message>
        <source>Second-hand</source>
        <translation>Aus zweiter Hand</translation>
    </message>
    <message>
        <source>Footnote missing</source>
        <translation>Fußnote fehlt</translation>
    </message>
    <message>
        <source>Resolved conflicts</source>
        <translation>Entschiedene Widersprüche</translation>
    </message>
    <message>
        <source>From any source</source>
        <translation>Aus jeder Quelle</translation>
    </message>
    <message>
        <source>By section</source>
        <translation>Nach Abschnitten</translation>
    </message>
    <message>
        <source>By time</source>
        <translation>Nach der Zeit</translation>
    </message>
    <message>
        <source>Recorded last first</source>
        <translation>Zuletzt Festgehaltenes zuerst</translation>
    </message>
    <message>
        <source>By value</source>
        <translation>Nach dem Wert</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>{path} was deleted, moved or replaced while it was open. What is shown can still be read, but nothing more can be recorded. Open it where it is now, or a backup.</source>
        <translation>{path} wurde gelöscht, verschoben oder ersetzt, während es offen war. Was zu sehen ist, lässt sich noch lesen, aber nichts mehr festhalten. Öffnen Sie es dort, wo es nun ist, oder eine Sicherung.</translation>
    </message>
</context>
<context>
    <name>Settling</name>
    <message>
        <source>Passages not found again: {title}</source>
        <translation>Stellen, die nicht wiedergefunden sind: {title}</translation>
    </message>
    <message>
        <source>what became of a passage</source>
        <translation>was aus einer Stelle wurde</translation>
    </message>
    <message>
        <source>The decision is recorded, with its reason.</source>
        <translation>Die Entscheidung ist mit ihrem Grund festgehalten.</translation>
    </message>
    <message>
        <source>Taken back: the passage waits again.</source>
        <translation>Zurückgenommen: Die Stelle wartet wieder.</translation>
    </message>
    <message>
        <source>It was decided: this is what it is now.</source>
        <translation>Es ist entschieden: Das ist sie jetzt.</translation>
    </message>
    <message>
        <source>It was decided: it is no longer there.</source>
        <translation>Es ist entschieden: Sie steht nicht mehr da.</translation>
    </message>
    <message>
        <source>It may have other words.</source>
        <translation>Sie hat vielleicht andere Worte.</translation>
    </message>
    <message>
        <source>The same words stand there, but it may be another passage.</source>
        <translation>Dieselben Worte stehen da, aber es kann eine andere Stelle sein.</translation>
    </message>
    <message>
        <source>Nothing like it was found in the newer text.</source>
        <translation>Im neueren Text wurde nichts Ähnliches gefunden.</translation>
    </message>
    <message>
        <source>{was} became {now}</source>
        <translation>aus {was} wurde {now}</translation>
    </message>
    <message>
        <source>{now} came</source>
        <translation>{now} kam hinzu</translation>
    </message>
    <message>
        <source>{was} went</source>
        <translation>{was} fiel weg</translation>
    </message>
</context>
<context>
    <name>SettlingBoard</name>
    <message>
        <source>Passages not found again</source>
        <translation>Stellen nicht wiedergefunden</translation>
    </message>
    <message>
        <source>Choose what became of the passage.</source>
        <translation>Wählen Sie, was aus der Stelle wurde.</translation>
    </message>
    <message>
        <source>Select the words in the newer text first.</source>
        <translation>Markieren Sie zuerst die Worte im neueren Text.</translation>
    </message>
    <message>
        <source>Say why; it stays beside the decision for good.</source>
        <translation>Sagen Sie, warum; es bleibt für immer neben der Entscheidung.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Record the decision</source>
        <translation>Entscheidung festhalten</translation>
    </message>
    <message>
        <source>Nothing is left to decide: every passage of this source stands in its newest text, or somebody has said what became of it.</source>
        <translation>Es ist nichts zu entscheiden: Jede Stelle dieser Quelle steht in ihrem neuesten Text, oder jemand hat gesagt, was aus ihr wurde.</translation>
    </message>
    <message>
        <source>Passage {now} of {all}</source>
        <translation>Stelle {now} von {all}</translation>
    </message>
    <message>
        <source>Its words were erased or withheld.</source>
        <translation>Ihre Worte wurden getilgt oder zurückgehalten.</translation>
    </message>
    <message>
        <source>It was</source>
        <translation>Sie war</translation>
    </message>
    <message>
        <source>Show where it was</source>
        <translation>Zeigen, wo sie stand</translation>
    </message>
    <message>
        <source>It is now</source>
        <translation>Sie ist jetzt</translation>
    </message>
    <message>
        <source>Show it in the newer text</source>
        <translation>Im neueren Text zeigen</translation>
    </message>
    <message>
        <source>Take the decision back</source>
        <translation>Entscheidung zurücknehmen</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>Was aus ihr wurde</translation>
    </message>
    <message>
        <source>It is this now, as it was found</source>
        <translation>Sie ist jetzt dies, wie gefunden</translation>
    </message>
    <message>
        <source>It stands here, place {number} of {all}</source>
        <translation>Sie steht hier, Stelle {number} von {all}</translation>
    </message>
    <message>
        <source>Select them in the newer text, with the mouse or with Shift and the arrows.</source>
        <translation>Markieren Sie sie im neueren Text, mit der Maus oder mit Umschalt und den Pfeilen.</translation>
    </message>
    <message>
        <source>It is other words of the newer text</source>
        <translation>Sie ist andere Worte des neueren Textes</translation>
    </message>
    <message>
        <source>The newer text says nothing of it any more.</source>
        <translation>Der neuere Text sagt davon nichts mehr.</translation>
    </message>
    <message>
        <source>It is no longer there</source>
        <translation>Sie steht nicht mehr da</translation>
    </message>
    <message>
        <source>No fact rests on it.</source>
        <translation>Keine Aussage ruht auf ihr.</translation>
    </message>
    <message>
        <source>Tick what the newer words say too; every fact stays on the words it cites</source>
        <translation>Haken Sie an, was die neueren Worte auch sagen; jede Aussage bleibt auf den Worten, die sie anführt</translation>
    </message>
    <message>
        <source>What rests on it</source>
        <translation>Was auf ihr ruht</translation>
    </message>
    <message>
        <source>Let all of them cite the newer words too</source>
        <translation>Alle auch die neueren Worte anführen lassen</translation>
    </message>
    <message>
        <source>Let it cite the newer words too</source>
        <translation>Auch die neueren Worte anführen lassen</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Vorige</translation>
    </message>
    <message>
        <source>Previous passage</source>
        <translation>Vorige Stelle</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Nächste</translation>
    </message>
    <message>
        <source>Next passage</source>
        <translation>Nächste Stelle</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back to the record</source>
        <translation>Zurück zum Eintrag</translation>
    </message>
    <message>
        <source>No words are selected yet.</source>
        <translation>Es sind noch keine Worte markiert.</translation>
    </message>
</context>
<context>
    <name>Sieve</name>
    <message>
        <source>New facts</source>
        <translation>Neue Aussagen</translation>
    </message>
    <message>
        <source>Corrections</source>
        <translation>Berichtigungen</translation>
    </message>
    <message>
        <source>Retractions and returns</source>
        <translation>Zurückgezogenes und Wiedereingesetztes</translation>
    </message>
    <message>
        <source>Judgements</source>
        <translation>Urteile</translation>
    </message>
    <message>
        <source>Sources and texts</source>
        <translation>Quellen und Texte</translation>
    </message>
    <message>
        <source>Erasures</source>
        <translation>Löschungen</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>The last 7 days</source>
        <translation>Die letzten 7 Tage</translation>
    </message>
    <message>
        <source>The last 30 days</source>
        <translation>Die letzten 30 Tage</translation>
    </message>
    <message>
        <source>The last year</source>
        <translation>Das letzte Jahr</translation>
    </message>
</context>
<context>
    <name>SieveButton</name>
    <message>
        <source>Filter the history by who, what and when</source>
        <translation>Den Verlauf danach filtern, wer, was und wann</translation>
    </message>
    <message>
        <source>Filter the history</source>
        <translation>Den Verlauf filtern</translation>
    </message>
    <message>
        <source>Anybody</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>At any time</source>
        <translation>Jederzeit</translation>
    </message>
</context>
<context>
    <name>SieveStrip</name>
    <message>
        <source>Show all</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Only: {what}</source>
        <translation>Nur: {what}</translation>
    </message>
</context>
<context>
    <name>Signing</name>
    <message>
        <source>Signing…</source>
        <translation>Wird signiert …</translation>
    </message>
    <message>
        <source>Import facts</source>
        <translation>Aussagen importieren</translation>
    </message>
    <message>
        <source>Lines of facts</source>
        <translation>Zeilen mit Aussagen</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>It is recorded, but the archive&apos;s head was not signed.</source>
        <translation>Es ist festgehalten, aber der Kopf des Archivs wurde nicht signiert.</translation>
    </message>
    <message numerus="yes">
        <source>import %Ln fact(s)</source>
        <translation>
            <numerusform>%Ln Aussage importieren</numerusform>
            <numerusform>%Ln Aussagen importieren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln fact(s) imported.</source>
        <translation>
            <numerusform>%Ln Aussage importiert.</numerusform>
            <numerusform>%Ln Aussagen importiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Importing facts…</source>
        <translation>Aussagen werden importiert …</translation>
    </message>
    <message>
        <source>Signed at {time}, up to @{position}.</source>
        <translation>Signiert um {time}, bis @{position}.</translation>
    </message>
    <message>
        <source>A copy is in {path}.</source>
        <translation>Eine Kopie liegt in {path}.</translation>
    </message>
    <message>
        <source>Only a copy kept elsewhere convicts an archive that was made anew: name a folder for them in the preferences.</source>
        <translation>Nur eine Kopie anderswo überführt ein Archiv, das neu angefertigt wurde: Nennen Sie in den Einstellungen einen Ordner dafür.</translation>
    </message>
</context>
<context>
    <name>SourceDesk</name>
    <message>
        <source>Footnotes of this source</source>
        <translation>Fußnoten dieser Quelle</translation>
    </message>
    <message>
        <source>No footnote of this source is noted yet. They are noted with the facts that rest on them: give the mark in the form.</source>
        <translation>Noch ist keine Fußnote dieser Quelle vermerkt. Sie werden mit den Aussagen vermerkt, die auf ihnen beruhen: Geben Sie die Ziffer im Formular an.</translation>
    </message>
    <message>
        <source>There is one capture of this source. Add a newer one to see what changed.</source>
        <translation>Von dieser Quelle gibt es eine einzige Kopie. Fügen Sie eine neuere hinzu, um zu sehen, was sich geändert hat.</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>Was sich geändert hat</translation>
    </message>
    <message>
        <source>What changed: {other} to {this}</source>
        <translation>Was sich geändert hat: {other} bis {this}</translation>
    </message>
    <message>
        <source>Both captures have the same words.</source>
        <translation>Beide Kopien haben denselben Wortlaut.</translation>
    </message>
    <message>
        <source>These texts are too long to be compared here.</source>
        <translation>Diese Texte sind zu lang, um sie hier zu vergleichen.</translation>
    </message>
    <message numerus="yes">
        <source>Decide of %Ln passage(s) not found again</source>
        <translation>
            <numerusform>Über %Ln nicht wiedergefundene Stelle entscheiden</numerusform>
            <numerusform>Über %Ln nicht wiedergefundene Stellen entscheiden</numerusform>
        </translation>
    </message>
    <message>
        <source>Was it the right file? It has hardly any words of the text before it.</source>
        <translation>War es die richtige Datei? Sie hat kaum Wörter mit dem Text davor gemeinsam.</translation>
    </message>
    <message>
        <source>These are the very bytes of a capture that is held already.</source>
        <translation>Es sind genau die Bytes einer Fassung, die schon da ist.</translation>
    </message>
    <message>
        <source>A copy of {title}</source>
        <translation>Eine Kopie von {title}</translation>
    </message>
    <message>
        <source>copy of {title}</source>
        <translation>Kopie von {title}</translation>
    </message>
    <message>
        <source>Taking the copy in…</source>
        <translation>Die Kopie wird aufgenommen …</translation>
    </message>
    <message>
        <source>All of this text was read, or is used.</source>
        <translation>Dieser Text ist ganz gelesen oder verwendet.</translation>
    </message>
    <message>
        <source>Only of the newest text can be said that it was read: choose it first.</source>
        <translation>Nur vom neuesten Text lässt sich sagen, dass er gelesen ist: Wählen Sie zuerst ihn.</translation>
    </message>
    <message>
        <source>Marked as read.</source>
        <translation>Als gelesen gemerkt.</translation>
    </message>
    <message>
        <source>in the same place</source>
        <translation>an derselben Stelle</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>verschoben</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>not certain</source>
        <translation>nicht sicher</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>verloren</translation>
    </message>
    <message numerus="yes">
        <source>%Ln passage(s) looked for again</source>
        <translation>
            <numerusform>%Ln Stelle wurde wieder gesucht</numerusform>
            <numerusform>%Ln Stellen wurden wieder gesucht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln to be decided:</source>
        <translation>
            <numerusform>%Ln zu entscheiden:</numerusform>
            <numerusform>%Ln zu entscheiden:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SourceKeeper</name>
    <message>
        <source>“{title}” is a recording and has no words yet. Add a time-coded transcript of it (in a terminal, fonds source transcribe), or type in what it says (Fact, “Type in a passage”).</source>
        <translation>„{title}“ ist eine Aufnahme und hat noch keine Worte. Fügen Sie eine Abschrift mit Zeitmarken hinzu (im Terminal, fonds source transcribe), oder tippen Sie ab, was darin gesagt wird (Aussage, „Stelle abtippen“).</translation>
    </message>
    <message>
        <source>“{title}” is held, but has no words yet. Have pictures read (File, “Read pictures by OCR”), or type in what it says (Fact, “Type in a passage”).</source>
        <translation>„{title}“ liegt vor, hat aber noch keine Worte. Lassen Sie Bilder lesen (Datei, „Bilder mit OCR lesen“), oder tippen Sie ab, was darin steht (Aussage, „Stelle abtippen“).</translation>
    </message>
    <message>
        <source>“{title}” is not held here. Type in what you read in it (Fact, “Type in a passage”), or add a file of it (File, “Add a new copy of the source”).</source>
        <translation>„{title}“ liegt hier nicht vor. Tippen Sie ab, was Sie darin lesen (Aussage, „Stelle abtippen“), oder fügen Sie eine Datei davon hinzu (Datei, „Neue Kopie der Quelle hinzufügen“).</translation>
    </message>
    <message>
        <source>Choose the source first, in the list at the left.</source>
        <translation>Zuerst die Quelle in der Liste links wählen.</translation>
    </message>
</context>
<context>
    <name>SourceLists</name>
    <message>
        <source>dangling: the source has no such entry</source>
        <translation>leer: Die Quelle hat keinen solchen Eintrag</translation>
    </message>
    <message>
        <source>traced to a source held here</source>
        <translation>auf eine Quelle zurückgeführt, die hier liegt</translation>
    </message>
    <message>
        <source>looked for, and not to be found</source>
        <translation>gesucht und nicht zu finden</translation>
    </message>
    <message>
        <source>noted, not looked for yet</source>
        <translation>vermerkt, noch nicht gesucht</translation>
    </message>
    <message>
        <source>Cites</source>
        <translation>Zitiert</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Gone</source>
        <translation>Weg</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>character {place}</source>
        <translation>Zeichen {place}</translation>
    </message>
</context>
<context>
    <name>SourcePane</name>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Nachweis</translation>
    </message>
    <message>
        <source>Choose a fact or a source, and its words stand here.</source>
        <translation>Wählen Sie eine Aussage oder eine Quelle, und hier stehen ihre Worte.</translation>
    </message>
    <message>
        <source>{now} of {all}</source>
        <translation>{now} von {all}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln passage(s)</source>
        <translation>
            <numerusform>%Ln Stelle</numerusform>
            <numerusform>%Ln Stellen</numerusform>
        </translation>
    </message>
    <message>
        <source>Captures of this source</source>
        <translation>Kopien dieser Quelle</translation>
    </message>
    <message>
        <source>Previous passage</source>
        <translation>Vorige Stelle</translation>
    </message>
    <message>
        <source>Next passage</source>
        <translation>Nächste Stelle</translation>
    </message>
    <message>
        <source>More of this source</source>
        <translation>Mehr zu dieser Quelle</translation>
    </message>
</context>
<context>
    <name>SourceSheet</name>
    <message>
        <source>Back to the text</source>
        <translation>Zurück zum Text</translation>
    </message>
</context>
<context>
    <name>SourceSurface</name>
    <message>
        <source>Text of the source</source>
        <translation>Text der Quelle</translation>
    </message>
</context>
<context>
    <name>SourceViews</name>
    <message>
        <source>{day} ({number} of {count})</source>
        <translation>{day} ({number} von {count})</translation>
    </message>
    <message>
        <source>seen {date}</source>
        <translation>gesehen {date}</translation>
    </message>
    <message>
        <source>captured {date}</source>
        <translation>Kopie vom {date}</translation>
    </message>
</context>
<context>
    <name>StillRead</name>
    <message>
        <source>What was read before and does not stand in it as it stood is left unread.</source>
        <translation>Was vorher gelesen war und darin nicht so steht, wie es stand, bleibt ungelesen.</translation>
    </message>
</context>
<context>
    <name>SubjectDialog</name>
    <message>
        <source>Add a subject</source>
        <translation>Person oder Ding hinzufügen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>several parted by semicolons</source>
        <translation>mehrere durch Semikolon getrennt</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Other names</source>
        <translation>Andere Namen</translation>
    </message>
    <message>
        <source>Type the name first.</source>
        <translation>Geben Sie zuerst den Namen ein.</translation>
    </message>
</context>
<context>
    <name>Supposing</name>
    <message>
        <source>Back to the record</source>
        <translation>Zurück zum Eintrag</translation>
    </message>
    <message>
        <source>Without {source}</source>
        <translation>Ohne {source}</translation>
    </message>
    <message>
        <source>Without {property}: {value}</source>
        <translation>Ohne {property}: {value}</translation>
    </message>
    <message>
        <source>No date of this record follows from others, and none clashes.</source>
        <translation>Kein Datum folgt hier aus anderen, und keines widerspricht.</translation>
    </message>
    <message>
        <source>Dates that follow from others, and clashes</source>
        <translation>Daten, die aus anderen folgen, und Unvereinbares</translation>
    </message>
    <message>
        <source>Nothing in any record would change.</source>
        <translation>In keinem Eintrag würde sich etwas ändern.</translation>
    </message>
    <message>
        <source>Gone:</source>
        <translation>Fort:</translation>
    </message>
    <message>
        <source>Unsupported:</source>
        <translation>Ohne Stütze:</translation>
    </message>
    <message>
        <source>Second-hand only:</source>
        <translation>Nur aus zweiter Hand:</translation>
    </message>
    <message>
        <source>Denied no more:</source>
        <translation>Nicht mehr bestritten:</translation>
    </message>
    <message>
        <source>Denied by fewer:</source>
        <translation>Von weniger bestritten:</translation>
    </message>
    <message>
        <source>Told less closely:</source>
        <translation>Weniger genau gesagt:</translation>
    </message>
    <message>
        <source>Changed:</source>
        <translation>Anders:</translation>
    </message>
    <message>
        <source>nothing else gives it</source>
        <translation>nichts anderes nennt es</translation>
    </message>
    <message>
        <source>all that is left rests on what is taken away</source>
        <translation>alles Übrige beruht auf dem, was fortgenommen ist</translation>
    </message>
    <message>
        <source>what is left passes it on</source>
        <translation>was bleibt, gibt es nur weiter</translation>
    </message>
    <message>
        <source>nothing left speaks against it</source>
        <translation>nichts, was bleibt, spricht dagegen</translation>
    </message>
    <message>
        <source>something left still speaks against it</source>
        <translation>es bleibt etwas, das dagegen spricht</translation>
    </message>
    <message>
        <source>no more: {words}</source>
        <translation>nicht mehr: {words}</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>{values} (only denied)</source>
        <translation>{values} (nur bestritten)</translation>
    </message>
    <message>
        <source>Clash:</source>
        <translation>Unvereinbar:</translation>
    </message>
    <message>
        <source>Reckoned:</source>
        <translation>Errechnet:</translation>
    </message>
    <message>
        <source>from {first}</source>
        <translation>ab {first}</translation>
    </message>
    <message>
        <source>up to {last}</source>
        <translation>bis {last}</translation>
    </message>
</context>
<context>
    <name>Taste</name>
    <message>
        <source>Exports hide people not known to be dead from now on.</source>
        <translation>Exporte verbergen von nun an, wer nicht als verstorben bekannt ist.</translation>
    </message>
    <message>
        <source>Exports show everybody from now on.</source>
        <translation>Exporte zeigen von nun an alle.</translation>
    </message>
    <message>
        <source>whom exports hide</source>
        <translation>wen Exporte verbergen</translation>
    </message>
</context>
<context>
    <name>TickAll</name>
    <message>
        <source>All {count}</source>
        <translation>Alle {count}</translation>
    </message>
</context>
<context>
    <name>TieButton</name>
    <message>
        <source>disputed</source>
        <translation>umstritten</translation>
    </message>
    <message>
        <source>names them as {relation}</source>
        <translation>nennt: {relation}</translation>
    </message>
</context>
<context>
    <name>TiesView</name>
    <message>
        <source>Ties</source>
        <translation>Beziehungen</translation>
    </message>
    <message>
        <source>No fact ties this subject to another one yet.</source>
        <translation>Noch verbindet keine Aussage dies mit etwas anderem.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more tie(s) are not drawn.</source>
        <translation>
            <numerusform>%Ln weitere Beziehung ist nicht gezeichnet.</numerusform>
            <numerusform>%Ln weitere Beziehungen sind nicht gezeichnet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Draw %Ln more</source>
        <translation>
            <numerusform>%Ln weitere zeichnen</numerusform>
            <numerusform>%Ln weitere zeichnen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimelineList</name>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
</context>
<context>
    <name>TimelineView</name>
    <message>
        <source>at some time within this</source>
        <translation>irgendwann in dieser Zeit</translation>
    </message>
    <message>
        <source>the date is uncertain</source>
        <translation>die Zeit ist unsicher</translation>
    </message>
    <message>
        <source>no source states it: reckoned from others</source>
        <translation>keine Quelle sagt es: aus anderem errechnet</translation>
    </message>
    <message>
        <source>disputed</source>
        <translation>umstritten</translation>
    </message>
    <message numerus="yes">
        <source>%Ln fact(s) without a date are not drawn.</source>
        <translation>
            <numerusform>%Ln Aussage ohne Zeit ist nicht gezeichnet.</numerusform>
            <numerusform>%Ln Aussagen ohne Zeit sind nicht gezeichnet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing here has a date yet. Give facts a time: the field When.</source>
        <translation>Noch hat hier nichts eine Zeit. Geben Sie Aussagen eine: das Feld Wann.</translation>
    </message>
</context>
<context>
    <name>TogetherDialog</name>
    <message>
        <source>Several files</source>
        <translation>Mehrere Dateien</translation>
    </message>
    <message>
        <source>Take in</source>
        <translation>Aufnehmen</translation>
    </message>
    <message>
        <source>A source for &amp;each file</source>
        <translation>&amp;Jede Datei eine eigene Quelle</translation>
    </message>
    <message>
        <source>&amp;One source, its files in this order</source>
        <translation>&amp;Eine Quelle, die Dateien in dieser Folge</translation>
    </message>
    <message>
        <source>Files in their order</source>
        <translation>Dateien in ihrer Folge</translation>
    </message>
    <message>
        <source>Ear&amp;lier</source>
        <translation>&amp;Früher</translation>
    </message>
    <message>
        <source>La&amp;ter</source>
        <translation>&amp;Später</translation>
    </message>
    <message>
        <source>else the one found in the first file</source>
        <translation>sonst der in der ersten Datei gefundene</translation>
    </message>
    <message>
        <source>What are these {count} files?</source>
        <translation>Was sind diese {count} Dateien?</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
</context>
<context>
    <name>Transcribing</name>
    <message>
        <source>add {title}</source>
        <translation>{title} hinzufügen</translation>
    </message>
    <message>
        <source>Added. Its passages are typed in with Fact, “Type in a passage”.</source>
        <translation>Hinzugefügt. Stellen daraus werden mit Aussage, „Stelle abtippen“ eingegeben.</translation>
    </message>
    <message>
        <source>A text of {title}</source>
        <translation>Ein Text von {title}</translation>
    </message>
    <message>
        <source>Added. A text that was added stays; it is not undone.</source>
        <translation>Hinzugefügt. Ein Text, der hinzugefügt wurde, bleibt; das wird nicht rückgängig gemacht.</translation>
    </message>
    <message>
        <source>type in a passage</source>
        <translation>Stelle abtippen</translation>
    </message>
    <message>
        <source>Typed in. The words are selected: a new fact takes them as its passage.</source>
        <translation>Abgetippt. Die Worte sind ausgewählt: eine neue Aussage nimmt sie als ihre Stelle.</translation>
    </message>
    <message>
        <source>Typed in beside what is held: that is not undone, but typed in anew where it was wrong. The words are selected: a new fact takes them as its passage.</source>
        <translation>Neben dem Vorliegenden abgetippt: das wird nicht rückgängig gemacht, sondern neu abgetippt, wo es falsch war. Die Worte sind ausgewählt: eine neue Aussage nimmt sie als ihre Stelle.</translation>
    </message>
</context>
<context>
    <name>TranscriptionDialog</name>
    <message>
        <source>Type in a passage</source>
        <translation>Stelle abtippen</translation>
    </message>
    <message>
        <source>only where the source is not held here</source>
        <translation>nur wenn die Quelle hier nicht vorliegt</translation>
    </message>
    <message>
        <source>mark it, or type: left, top, width, height</source>
        <translation>markieren oder tippen: links, oben, Breite, Höhe</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Worte</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Part of it</source>
        <translation>Teil davon</translation>
    </message>
    <message>
        <source>Seen at</source>
        <translation>Gesehen in</translation>
    </message>
    <message>
        <source>Seen on</source>
        <translation>Gesehen am</translation>
    </message>
    <message>
        <source>Say the part of the picture as left, top, width, height.</source>
        <translation>Der Teil des Bildes wird als links, oben, Breite, Höhe angegeben.</translation>
    </message>
    <message>
        <source>That part is not within the picture: {size} pixels.</source>
        <translation>Dieser Teil liegt nicht im Bild: {size} Bildpunkte.</translation>
    </message>
    <message>
        <source>Read from this picture, or seen elsewhere? Clear one of both.</source>
        <translation>Von diesem Bild gelesen oder anderswo gesehen? Eines von beiden muss leer sein.</translation>
    </message>
    <message>
        <source>There are {count} pictures; say which.</source>
        <translation>Es gibt {count} Bilder; welches ist es?</translation>
    </message>
    <message>
        <source>Type in</source>
        <translation>Abtippen</translation>
    </message>
    <message>
        <source>Type the words first, as they stand there.</source>
        <translation>Zuerst die Worte eintippen, wie sie dort stehen.</translation>
    </message>
</context>
<context>
    <name>Translating</name>
    <message>
        <source>Choose a passage first: click its words, or press F8 to step to one.</source>
        <translation>Wählen Sie zuerst eine Stelle: klicken Sie ihre Worte an, oder gehen Sie mit F8 zu einer.</translation>
    </message>
    <message>
        <source>The passage has its translation.</source>
        <translation>Die Stelle hat ihre Übersetzung.</translation>
    </message>
    <message>
        <source>The translation is taken back.</source>
        <translation>Die Übersetzung ist zurückgenommen.</translation>
    </message>
    <message>
        <source>the translation of a passage</source>
        <translation>die Übersetzung einer Stelle</translation>
    </message>
</context>
<context>
    <name>TranslationDialog</name>
    <message>
        <source>Translate the passage</source>
        <translation>Stelle übersetzen</translation>
    </message>
    <message>
        <source>en, de, pt-BR</source>
        <translation>de, en, pt-BR</translation>
    </message>
    <message>
        <source>you, unless somebody is named</source>
        <translation>Sie, wenn niemand genannt ist</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>Übersetzung</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Translator</source>
        <translation>Übersetzt von</translation>
    </message>
    <message>
        <source>Translate</source>
        <translation>Übersetzen</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Take the translation into this language back</source>
        <translation>Die Übersetzung in diese Sprache zurücknehmen</translation>
    </message>
    <message>
        <source>Type the translation first.</source>
        <translation>Tippen Sie zuerst die Übersetzung.</translation>
    </message>
    <message>
        <source>Say of which language the translation is: en, de, pt-BR.</source>
        <translation>Sagen Sie, in welcher Sprache die Übersetzung ist: de, en, pt-BR.</translation>
    </message>
</context>
<context>
    <name>Undoing</name>
    <message>
        <source>undone</source>
        <translation>rückgängig gemacht</translation>
    </message>
    <message>
        <source>assert {what}</source>
        <translation>{what} aussagen</translation>
    </message>
    <message>
        <source>correct {what}</source>
        <translation>{what} berichtigen</translation>
    </message>
    <message>
        <source>reattribute {what}</source>
        <translation>{what} anders zuordnen</translation>
    </message>
    <message>
        <source>retract {what}</source>
        <translation>{what} zurückziehen</translation>
    </message>
    <message>
        <source>reinstate {what}</source>
        <translation>{what} wieder einsetzen</translation>
    </message>
    <message>
        <source>judge {what}</source>
        <translation>{what} beurteilen</translation>
    </message>
    <message>
        <source>cite a passage for {what}</source>
        <translation>Stelle für {what} anführen</translation>
    </message>
    <message>
        <source>part {name} from another</source>
        <translation>{name} von jemandem trennen</translation>
    </message>
    <message>
        <source>who {name} is</source>
        <translation>wer {name} ist</translation>
    </message>
    <message>
        <source>conclude about {what}</source>
        <translation>Schluss über {what}</translation>
    </message>
    <message>
        <source>open {name}</source>
        <translation>{name} anlegen</translation>
    </message>
    <message>
        <source>Undone: {act}</source>
        <translation>Rückgängig gemacht: {act}</translation>
    </message>
    <message>
        <source>&amp;Undo: {act}</source>
        <translation>&amp;Rückgängig: {act}</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
</context>
<context>
    <name>ValueRemarks</name>
    <message>
        <source>differing on {what}</source>
        <translation>verschieden in: {what}</translation>
    </message>
    <message>
        <source>the times differ</source>
        <translation>die Zeiten sind verschieden</translation>
    </message>
    <message>
        <source>fits both</source>
        <translation>passt zu beiden</translation>
    </message>
    <message>
        <source>fits all of them</source>
        <translation>passt zu allen</translation>
    </message>
    <message>
        <source>denied by {whom}</source>
        <translation>bestritten von {whom}</translation>
    </message>
    <message>
        <source>alleged</source>
        <translation>behauptet</translation>
    </message>
    <message>
        <source>{language}, translated by {translator}: {words}</source>
        <translation>{language}, übersetzt von {translator}: {words}</translation>
    </message>
    <message>
        <source>{speaker} quotes it</source>
        <translation>{speaker} zitiert es</translation>
    </message>
    <message>
        <source>{speaker} reports it</source>
        <translation>{speaker} berichtet es</translation>
    </message>
    <message>
        <source>{speaker} alleges it</source>
        <translation>{speaker} behauptet es</translation>
    </message>
    <message>
        <source>{speaker} denies it</source>
        <translation>{speaker} bestreitet es</translation>
    </message>
    <message>
        <source>{speaker} translates it</source>
        <translation>{speaker} übersetzt es</translation>
    </message>
    <message>
        <source>says {speaker}</source>
        <translation>sagt {speaker}</translation>
    </message>
</context>
<context>
    <name>Verdicts</name>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>capture</source>
        <translation>Erfassung</translation>
    </message>
    <message>
        <source>event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>passage</source>
        <translation>Stelle</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>tree</source>
        <translation>Baum</translation>
    </message>
    <message>
        <source>header</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>leaf</source>
        <translation>Blatt</translation>
    </message>
    <message>
        <source>more</source>
        <translation>mehr</translation>
    </message>
    <message>
        <source>other archive</source>
        <translation>anderes Archiv</translation>
    </message>
    <message>
        <source>part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>rewritten</source>
        <translation>umgeschrieben</translation>
    </message>
    <message>
        <source>schema</source>
        <translation>Schema</translation>
    </message>
    <message>
        <source>SQLite</source>
        <translation>SQLite</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>abgeschnitten</translation>
    </message>
    <message>
        <source>views</source>
        <translation>Sichten</translation>
    </message>
    <message>
        <source>withheld</source>
        <translation>zurückgehalten</translation>
    </message>
</context>
<context>
    <name>Weighing</name>
    <message>
        <source>The outcome is recorded, with your reasoning.</source>
        <translation>Das Ergebnis ist festgehalten, mit Ihrer Begründung.</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>“{words}”</source>
        <translation>„{words}“</translation>
    </message>
</context>
<context>
    <name>WorkDialog</name>
    <message>
        <source>Add a work that is not held</source>
        <translation>Nicht vorliegendes Werk hinzufügen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>several parted by semicolons</source>
        <translation>mehrere durch Semikolon getrennt</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Authors</source>
        <translation>Verfasser</translation>
    </message>
    <message>
        <source>Publisher</source>
        <translation>Verlag</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Kept at</source>
        <translation>Aufbewahrt in</translation>
    </message>
    <message>
        <source>Type the title first.</source>
        <translation>Zuerst den Titel eintippen.</translation>
    </message>
</context>
<context>
    <name>Worklists</name>
    <message>
        <source>There are more; the first {number} are listed.</source>
        <translation>Es gibt mehr; die ersten {number} sind aufgeführt.</translation>
    </message>
    <message>
        <source>Second-hand only</source>
        <translation>Nur aus zweiter Hand</translation>
    </message>
    <message>
        <source>One lineage, living</source>
        <translation>Eine Herkunft, lebend</translation>
    </message>
    <message>
        <source>Premises changed</source>
        <translation>Grundlage geändert</translation>
    </message>
    <message>
        <source>Held and denied</source>
        <translation>Behauptet und bestritten</translation>
    </message>
    <message>
        <source>Dates that clash</source>
        <translation>Zeiten, die sich ausschließen</translation>
    </message>
    <message>
        <source>Terms apart</source>
        <translation>Unvereinbare Amtszeiten</translation>
    </message>
    <message>
        <source>Joined, yet at odds</source>
        <translation>Vereint trotz Widerspruch</translation>
    </message>
    <message>
        <source>Passages not found again</source>
        <translation>Stellen nicht wiedergefunden</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>Ungelesen</translation>
    </message>
    <message>
        <source>{property}: {number} accounts, resolved</source>
        <translation>{property}: {number} Fassungen, entschieden</translation>
    </message>
    <message>
        <source>{property}: {number} accounts, none preferred</source>
        <translation>{property}: {number} Fassungen, keine vorgezogen</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>Widersprüche</translation>
    </message>
    <message>
        <source>{source}: footnote {mark}</source>
        <translation>{source}: Fußnote {mark}</translation>
    </message>
    <message>
        <source>Dangling footnotes</source>
        <translation>Leere Fußnoten</translation>
    </message>
    <message>
        <source>Nothing is left to do here.</source>
        <translation>Hier ist nichts mehr zu tun.</translation>
    </message>
</context>
<context>
    <name>Writing</name>
    <message>
        <source>The same stood there already, from the same passage; now it stands twice.</source>
        <translation>Dasselbe stand schon da, aus derselben Stelle; nun steht es zweimal da.</translation>
    </message>
    <message>
        <source>Added. Choose another property, or select the next words.</source>
        <translation>Hinzugefügt. Wählen Sie eine andere Eigenschaft, oder wählen Sie die nächsten Worte aus.</translation>
    </message>
    <message>
        <source>There is no subject “{name}”. Choose one from the list, or press Enter again to open it as a person. With {keys} it can be something else.</source>
        <translation>Es gibt niemanden namens „{name}“. Wählen Sie aus der Liste, oder drücken Sie noch einmal Enter, um eine Person dieses Namens anzulegen. Mit {keys} kann es etwas anderes sein.</translation>
    </message>
    <message>
        <source>No property is called “{name}”. Try another word for it, or empty the field and press Down to see some. Press Enter again to define it.</source>
        <translation>Keine Eigenschaft heißt „{name}“. Versuchen Sie ein anderes Wort dafür, oder leeren Sie das Feld und drücken Sie die Pfeiltaste nach unten. Drücken Sie noch einmal Enter, um sie festzulegen.</translation>
    </message>
    <message>
        <source>The form you had begun waits where its words stand. Mark words here to take it along.</source>
        <translation>Das begonnene Formular wartet bei seinen Worten. Markieren Sie hier Worte, um es mitzunehmen.</translation>
    </message>
    <message>
        <source>The form you had begun is open again, as you left it.</source>
        <translation>Das begonnene Formular ist wieder offen, wie Sie es verlassen haben.</translation>
    </message>
</context>
</TS>

CodeSystem: HoibuAnswerDetailCodes
Id: hoibu-answer-detail
Title: "Oplysning om svaret"
Description: "What a reader must know about an answer: what is missing from it, or what it does not say / Hvad en læser skal vide om et svar: hvad der mangler, eller hvad det ikke siger"
* ^experimental = false
* ^caseSensitive = true
* ^valueSet = "https://hoibu.dk/fhir/ValueSet/hoibu-answer-detail"
* #source-missing "En kilde svarede ikke" "A source, or a part of it, did not answer: the answer is not complete / En kilde, eller en del af den, svarede ikke: svaret er ikke fuldstændigt"
  * ^designation[+].language = #en
  * ^designation[=].value = "A source did not answer"
* #not-askable "Kilden kan ikke spørges" "The source cannot be asked this question, about a replacement number for example / Kilden kan ikke spørges om dette"
  * ^designation[+].language = #en
  * ^designation[=].value = "The source cannot be asked"
* #person-unknown "CPR kender ikke nummeret" "The person register does not know the number / CPR kender ikke nummeret"
  * ^designation[+].language = #en
  * ^designation[=].value = "The number is not known"
* #out-of-age "Uden for alder" "The person is not a child: the answer says nothing about them / Personen er ikke et barn: svaret siger intet"
  * ^designation[+].language = #en
  * ^designation[=].value = "Outside the age limit"
* #deceased "Død" "The person has died: cases and appointments are not asked for / Personen er død: sager og aftaler bliver ikke hentet"
  * ^designation[+].language = #en
  * ^designation[=].value = "Deceased"
* #protected "Navne- og adressebeskyttelse" "What would reveal where the child is, is not shown / Det der kunne røbe hvor barnet er, vises ikke"
  * ^designation[+].language = #en
  * ^designation[=].value = "Name and address protection"
* #school-unknown "Skole ukendt" "The registers know no school or daycare, which is not the same as none / Registrene kender ingen skole eller dagtilbud, hvilket ikke betyder at der ingen er"
  * ^designation[+].language = #en
  * ^designation[=].value = "School not known"
* #not-for-role "Vises ikke for den der spørger" "What was asked for is shown to this requester of no child: an empty answer says nothing / Det der spørges om, vises ikke for den der spørger, uanset barn"
  * ^designation[+].language = #en
  * ^designation[=].value = "Not shown to the requester"
* #not-in-scope "Uden for tokenets scopes" "The scopes of the access token do not cover all that was asked for: what is missing says nothing / Tokenets scopes dækker ikke alt det der spørges om"
  * ^designation[+].language = #en
  * ^designation[=].value = "Outside the token's scopes"
* #suppressed "Nogle data er spærret" "Data exist that the citizen has had blocked; only their existence may be told / Der findes data som borgeren har fået spærret"
  * ^designation[+].language = #en
  * ^designation[=].value = "Some data are blocked"
* #concealed "Identitet vises ikke" "The identity of a member of staff is concealed / En medarbejders identitet vises ikke"
  * ^designation[+].language = #en
  * ^designation[=].value = "Identity is not shown"

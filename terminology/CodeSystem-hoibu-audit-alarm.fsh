CodeSystem: HoibuAuditAlarmCodes
Id: hoibu-audit-alarm
Title: "Alarm om opslag"
Description: "What about the accesses somebody should look into / Hvad ved opslagene nogen bør se på"
* ^experimental = false
* ^caseSensitive = true
* ^valueSet = "https://hoibu.dk/fhir/ValueSet/hoibu-audit-alarm"
* #many-children "Usædvanligt mange børn" "A user, or a system that asks on its own, asked about unusually many children / En bruger, eller et system der spørger af sig selv, har spurgt om usædvanligt mange børn"
  * ^designation[+].language = #en
  * ^designation[=].value = "Unusually many children"
* #own-number "Eget CPR-nummer" "A user asked with their own CPR number / En bruger har spurgt på sit eget CPR-nummer"
  * ^designation[+].language = #en
  * ^designation[=].value = "Own CPR number"
* #family "Eget barn" "A user asked about a child whose parent they are, or of whom they have custody / En bruger har spurgt om et barn som brugeren er forælder til eller har forældremyndighed over"
  * ^designation[+].language = #en
  * ^designation[=].value = "Own child"
* #repeated-denials "Gentagne afvisninger" "A user, an application or an organisation was refused again and again / En bruger, et program eller en organisation er afvist igen og igen"
  * ^designation[+].language = #en
  * ^designation[=].value = "Repeated refusals"
* #refused-tokens "Gentagne afviste adgangsbeviser" "Tokens from one address were not believed, or not given to one application, again and again / Adgangsbeviser fra én adresse er ikke godtaget, eller ikke givet til ét program, igen og igen"
  * ^designation[+].language = #en
  * ^designation[=].value = "Repeatedly refused tokens"
* #outside-area "Uden for eget område" "A user, or a system that asks on its own, asked about children that live in another region than the organisation is in / En bruger, eller et system der spørger af sig selv, har spurgt om børn der bor i en anden region end organisationens"
  * ^designation[+].language = #en
  * ^designation[=].value = "Outside the area"
* #unnoted-answer "Svar uden logning" "An answer was held back because nothing noted what it tells: a fault of the facade / Et svar er holdt tilbage fordi intet har noteret hvad det fortæller: en fejl i facaden"
  * ^designation[+].language = #en
  * ^designation[=].value = "Answer that nothing noted"

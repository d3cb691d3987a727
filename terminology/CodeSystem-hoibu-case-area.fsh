CodeSystem: HoibuCaseAreaCodes
Id: hoibu-case-area
Title: "Sagsområde"
Description: "What a municipal case is about, no finer than a reader needs to answer: is something going on? / Hvad en kommunal sag handler om, ikke finere end det er nødvendigt."
* ^experimental = false
* ^caseSensitive = true
* ^valueSet = "https://hoibu.dk/fhir/ValueSet/hoibu-case-area"
* #ppr "PPR (pædagogisk-psykologisk rådgivning)" "A case in the municipality's educational psychology service / Sag i kommunens PPR"
  * ^designation[+].language = #en
  * ^designation[=].value = "Educational psychology service"
* #familie "Familie (børn og unge med særligt behov for støtte)" "A case in the municipality's department for children, young people and families / Sag i kommunens børne- og familieafdeling"
  * ^designation[+].language = #en
  * ^designation[=].value = "Family and children"
* #dagtilbud-støtte "Støtte i dagtilbud" "A case about support for the child in daycare / Sag om støtte til barnet i dagtilbud"
  * ^designation[+].language = #en
  * ^designation[=].value = "Support in daycare"
* #sundhedspleje "Sundhedspleje" "A case in the municipality's health visiting service / Sag i den kommunale sundhedspleje"
  * ^designation[+].language = #en
  * ^designation[=].value = "Health visiting"

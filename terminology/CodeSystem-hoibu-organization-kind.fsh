CodeSystem: HoibuOrganizationKindCodes
Id: hoibu-organization-kind
Title: "Organisationens art"
Description: "What kind of organisation this is / Hvilken slags organisation der er tale om"
* ^experimental = false
* ^caseSensitive = true
* ^valueSet = "https://hoibu.dk/fhir/ValueSet/hoibu-organization-kind"
* #kommune "Kommune" "A municipality / En kommune"
  * ^designation[+].language = #en
  * ^designation[=].value = "Municipality"
* #forvaltning "Kommunal enhed" "A unit of a municipality, a family department or PPR for example / En enhed i en kommune"
  * ^designation[+].language = #en
  * ^designation[=].value = "Municipal unit"
* #region "Region" "One of the five regions / En af de fem regioner"
  * ^designation[+].language = #en
  * ^designation[=].value = "Region"
* #hospital "Hospital" "A hospital or a hospital owner below the region / Et hospital"
  * ^designation[+].language = #en
  * ^designation[=].value = "Hospital"
* #psykiatri "Psykiatrisk enhed" "A unit of child and adolescent psychiatry / En enhed i børne- og ungdomspsykiatrien"
  * ^designation[+].language = #en
  * ^designation[=].value = "Psychiatric unit"
* #almen-praksis "Almen praksis" "A general practitioner clinic / En praktiserende læges klinik"
  * ^designation[+].language = #en
  * ^designation[=].value = "General practice"
* #sundhedsenhed "Sundhedsenhed" "Another unit of the health organisation register / En anden enhed i SOR"
  * ^designation[+].language = #en
  * ^designation[=].value = "Health unit"
* #skole "Skole" "A school / En skole"
  * ^designation[+].language = #en
  * ^designation[=].value = "School"
* #dagtilbud "Dagtilbud" "A daycare institution / Et dagtilbud"
  * ^designation[+].language = #en
  * ^designation[=].value = "Daycare"

CodeSystem: HoibuNetworkRoleCodes
Id: hoibu-network-role
Title: "Rolle i barnets netværk"
Description: "What somebody is to the child: whom to call about what / Hvad nogen er for barnet: hvem man kan ringe til om hvad"
* ^experimental = false
* ^caseSensitive = true
* ^valueSet = "https://hoibu.dk/fhir/ValueSet/hoibu-network-role"
* #sagsbehandler "Sagsbehandler" "Works on a case of the child / Behandler en sag om barnet"
  * ^designation[+].language = #en
  * ^designation[=].value = "Caseworker"
* #familie "Familieafdeling" "The unit that has a family case / Enheden der har en familiesag"
  * ^designation[+].language = #en
  * ^designation[=].value = "Family department"
* #ppr "PPR" "The unit that has a PPR case / Enheden der har en PPR-sag"
  * ^designation[+].language = #en
  * ^designation[=].value = "Educational psychology service"
* #dagtilbud-støtte "Støtte i dagtilbud" "The unit that has a case about support in daycare / Enheden der har en sag om støtte i dagtilbud"
  * ^designation[+].language = #en
  * ^designation[=].value = "Support in daycare"
* #sundhedspleje "Sundhedspleje" "The unit that has a health visiting case / Enheden der har en sag i sundhedsplejen"
  * ^designation[+].language = #en
  * ^designation[=].value = "Health visiting"
* #psykiatri "Børne- og ungdomspsykiatri" "The psychiatric unit that the child has an appointment with / Den psykiatriske enhed barnet har en aftale med"
  * ^designation[+].language = #en
  * ^designation[=].value = "Child and adolescent psychiatry"
* #almen-praksis "Almen praksis" "The GP clinic that the child is listed with / Den lægeklinik barnet er tilmeldt"
  * ^designation[+].language = #en
  * ^designation[=].value = "General practice"
* #skole "Skole" "The school that the child goes to / Skolen barnet går i"
  * ^designation[+].language = #en
  * ^designation[=].value = "School"
* #dagtilbud "Dagtilbud" "The daycare institution that the child goes to / Dagtilbuddet barnet går i"
  * ^designation[+].language = #en
  * ^designation[=].value = "Daycare"

CodeSystem: HoibuSourceCodes
Id: hoibu-source
Title: "Kilde"
Description: "The upstream registers that the facade asks / De registre som facaden spørger"
* ^experimental = false
* ^caseSensitive = true
* ^valueSet = "https://hoibu.dk/fhir/ValueSet/hoibu-source"
* #persons "CPR" "The civil registration system / Det Centrale Personregister"
  * ^designation[+].language = #en
  * ^designation[=].value = "Person register"
* #case-index "FK Sags- og Dokumentindeks" "The index of municipal cases / Den fælleskommunale indeks over sager"
  * ^designation[+].language = #en
  * ^designation[=].value = "Municipal case index"
* #appointments "NSP Aftaleoversigt" "The national overview of appointments / Den nationale aftaleoversigt"
  * ^designation[+].language = #en
  * ^designation[=].value = "Appointment overview"
* #municipal-organisation "FK Organisation" "Units and staff of the municipalities / Kommunernes enheder og medarbejdere"
  * ^designation[+].language = #en
  * ^designation[=].value = "Municipal organisation register"
* #health-organisation "SOR" "Units of the health sector / Sundhedsvæsenets enheder"
  * ^designation[+].language = #en
  * ^designation[=].value = "Health organisation register"
* #schools "STIL Unilogin" "Pupils and children with their institutions / Elever og børn med deres institutioner"
  * ^designation[+].language = #en
  * ^designation[=].value = "School and daycare register"

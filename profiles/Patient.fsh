Profile: HoibuPatient
Parent: $dk-core-patient
Id: hoibu-patient
Title: "HOI BU Patient"
Description: "The child that was asked about: number, name unless protected, sex and date of birth. No address, no parents, no contact data. / Barnet der spørges om: nummer, navn medmindre det er beskyttet, køn og fødselsdato. Ingen adresse, forældre eller kontaktoplysninger."
* insert FromASource
* obeys hoibu-patient-protected and hoibu-patient-number
* identifier 1..1
* identifier[cpr] MS
* identifier[x-ecpr] MS
* identifier[d-ecpr] 0..0
* insert Says(identifier, [[The number in force: CPR, or a replacement number]], [[Det gældende nummer: CPR-nummer eller erstatningsnummer]])
* active 0..0
* name 0..1
* name[official] MS
* insert Says(name, [[Not there when name and address are protected]], [[Er der ikke ved navne- og adressebeskyttelse]])
* telecom 0..0
* gender MS
* birthDate MS
* insert Says(birthDate, [[As the register says; not derived from the number]], [[Som CPR oplyser; ikke udledt af nummeret]])
* deceased[x] only boolean
* deceased[x] MS
* address 0..0
* maritalStatus 0..0
* multipleBirth[x] 0..0
* photo 0..0
* contact 0..0
* communication 0..0
* generalPractitioner[referencedSORUnit] 0..0
* generalPractitioner 0..0
* managingOrganization 0..0
* link MS
* link.type = #replaces
* link.other.reference 0..0
* link.other.identifier 1..1
* insert Says(link, [[A former number of the same person]], [[Et tidligere nummer for samme person]])

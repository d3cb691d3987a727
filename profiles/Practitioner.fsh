Profile: HoibuPractitioner
Parent: $dk-core-practitioner
Id: hoibu-practitioner
Title: "HOI BU Practitioner"
Description: "The name of a member of municipal staff. No CPR number, no user name, no private data. / Navnet på en kommunal medarbejder. Intet CPR-nummer, brugernavn eller private oplysninger."
* insert FromASource
* identifier 0..1 MS
* identifier.system 1..1
* identifier.system = "urn:ietf:rfc:3986"
* identifier.value 1..1
* identifier obeys hoibu-urn-uuid
* active MS
* name 1..1 MS
* name.text 1..1 MS
* telecom 0..0
* address 0..0
* gender 0..0
* birthDate 0..0
* photo 0..0
* qualification[officialHealthAuthorization] 0..0
* qualification 0..0
* communication 0..0

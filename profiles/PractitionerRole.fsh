Profile: HoibuPractitionerRole
Parent: $dk-core-practitioner-role
Id: hoibu-practitionerrole
Title: "HOI BU PractitionerRole"
Description: "A member of municipal staff in a unit: function, unit, telephone, and who unless the identity is concealed. Also the user of an access token (fhirUser), for that token alone: what the token says of them. / En kommunal medarbejder i en enhed: funktion, enhed, telefon, og hvem medmindre identiteten er sløret. Også brugeren bag et access token (fhirUser), kun for det token: hvad tokenet siger om vedkommende."
* insert FromASource
* insert WorkTelecom
* obeys hoibu-role-concealed
* identifier 0..1 MS
* identifier.system 1..1
* identifier.system = "urn:ietf:rfc:3986"
* identifier.value 1..1
* identifier obeys hoibu-urn-uuid
* insert Says(identifier, [[The user's UUID in FK Organisation]], [[Brugerens UUID i FK Organisation]])
* active 1..1 MS
* insert Says(active, [[false: no longer works there]], [[false: arbejder der ikke længere]])
* period MS
* practitioner only Reference(HoibuPractitioner)
* practitioner MS
* insert Says(practitioner, [[Absent when the identity is concealed]], [[Mangler når identiteten er sløret]])
* organization 1..1 MS
* organization only Reference(HoibuMunicipality or HoibuMunicipalUnit or HoibuPsychiatricUnit or HoibuClinic or HoibuOrganization)
* insert Says(organization, [[The unit. Of a token's user the organisation of the token: identifier, and a reference when it is in the directory]], [[Enheden. For brugeren bag et token tokenets organisation: identifikator, og en reference når den er i registret]])
* code 1..1 MS
* code from HoibuNetworkRole (required)
* insert Says(code, [[The role; in text the municipality's own title]], [[Rollen; i tekst kommunens egen titel]])
* specialty 0..0
* location 0..0
* healthcareService 0..0
* availableTime 0..0
* notAvailable 0..0
* availabilityExceptions 0..0
* endpoint 0..0

ValueSet: HoibuInstitutionKind
Id: hoibu-institution-kind
Title: "Skole eller dagtilbud"
Description: "School or daycare / Skole eller dagtilbud"
* ^experimental = false
* HoibuOrganizationKindCodes#skole
* HoibuOrganizationKindCodes#dagtilbud

ValueSet: HoibuOrganizationKind
Id: hoibu-organization-kind
Title: "Arter af organisation"
Description: "Every kind of organisation / Alle arter af organisation"
* ^experimental = false
* include codes from system HoibuOrganizationKindCodes

ValueSet: HoibuCaseArea
Id: hoibu-case-area
Title: "Sagsområder"
Description: "Every case area / Alle sagsområder"
* ^experimental = false
* include codes from system HoibuCaseAreaCodes

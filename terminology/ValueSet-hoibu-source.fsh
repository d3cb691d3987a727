ValueSet: HoibuSource
Id: hoibu-source
Title: "Kilder"
Description: "Every source / Alle kilder"
* ^experimental = false
* include codes from system HoibuSourceCodes

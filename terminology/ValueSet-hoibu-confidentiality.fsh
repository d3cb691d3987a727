ValueSet: HoibuConfidentiality
Id: hoibu-confidentiality
Title: "Fortrolighed"
Description: "How carefully a resource must be handled: N normal, R restricted (a protected child, confidential data), V very restricted (sensitive data) / Hvor varsomt en ressource skal håndteres"
* ^experimental = false
* $v3-Confidentiality#N
* $v3-Confidentiality#R
* $v3-Confidentiality#V

ValueSet: HoibuNetworkRole
Id: hoibu-network-role
Title: "Roller i barnets netværk"
Description: "Every role in the network / Alle roller i netværket"
* ^experimental = false
* include codes from system HoibuNetworkRoleCodes

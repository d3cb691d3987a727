ValueSet: HoibuLanguage
Id: hoibu-language
Title: "Sprog"
Description: "The languages the facade speaks / De sprog facaden taler"
* ^experimental = false
* urn:ietf:bcp:47#da
* urn:ietf:bcp:47#en

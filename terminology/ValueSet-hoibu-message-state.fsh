ValueSet: HoibuMessageState
Id: hoibu-message-state
Title: "Beskeders tilstand"
Description: "Every state of messages and threads / Alle tilstande for beskeder og tråde"
* ^experimental = false
* include codes from system HoibuMessageStateCodes

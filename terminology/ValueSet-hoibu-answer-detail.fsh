ValueSet: HoibuAnswerDetail
Id: hoibu-answer-detail
Title: "Oplysninger om svaret"
Description: "Everything that is told about an answer / Alt hvad der oplyses om et svar"
* ^experimental = false
* include codes from system HoibuAnswerDetailCodes

ValueSet: HoibuKle
Id: hoibu-kle
Title: "KLE-emner"
Description: "Subjects of KLE, in force or withdrawn / KLE-emner, gældende eller udgåede"
* ^experimental = false
* include codes from system https://data.gov.dk/id/classification/KLE

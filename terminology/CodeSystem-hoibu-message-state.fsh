CodeSystem: HoibuMessageStateCodes
Id: hoibu-message-state
Title: "Beskeders tilstand"
Description: "How a message or a thread stands with whoever asks / Hvordan en besked eller en tråd står hos den der spørger"
* ^experimental = false
* ^caseSensitive = true
* ^valueSet = "https://hoibu.dk/fhir/ValueSet/hoibu-message-state"
* #unread "Ulæst" "The organisation that it came to has not marked it as read / Den organisation den kom til, har ikke markeret den som læst"
  * ^designation[+].language = #en
  * ^designation[=].value = "Unread"
* #urgent "Haster" "It is marked as urgent, which CareCommunication is not for: call / Den er markeret som hastende, og det er korrespondancer ikke til: ring"
  * ^designation[+].language = #en
  * ^designation[=].value = "Urgent"
* #incomplete "Ufuldstændig" "A message of this thread has not come / En besked i denne tråd er ikke kommet"
  * ^designation[+].language = #en
  * ^designation[=].value = "Incomplete"
* #not-received "Ikke kommet" "This message has not come; another one tells of it / Denne besked er ikke kommet; en anden fortæller om den"
  * ^designation[+].language = #en
  * ^designation[=].value = "Not received"
* #forwarded "Fra videresendt tråd" "This message is of the thread that was forwarded, and was not sent to whoever asks / Denne besked er fra den tråd der blev videresendt, og er ikke sendt til den der spørger"
  * ^designation[+].language = #en
  * ^designation[=].value = "Of the forwarded thread"

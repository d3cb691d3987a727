Instance: hoibu-reply
InstanceOf: OperationDefinition
Usage: #definition
Title: "Answer a message"
Description: "A draft in, the answer that was built and sent out. / En kladde ind, det byggede og sendte svar ud."
* url = "https://hoibu.dk/fhir/OperationDefinition/hoibu-reply"
* name = "HoibuReply"
* title = "Answer a message"
* status = #active
* experimental = false
* date = "2026-11-22"
* kind = #operation
* affectsState = true
* description = "POST [base]/Communication/[id]/$reply with a draft as the body: the next message of the thread, with all that was said in it, to whom wrote. Only for who sent or received that message, and only to the latest of the thread; else 409. Needs the scope Communication.c, and an organisation with a SOR id in the token. 201 with the message that was built; 200 with the same message for a draft (identifier) that was sent before; 422 with an issue for each thing that is wrong with the draft, and nothing is kept. / Kroppen er en kladde: den næste besked i tråden, med alt hvad der er sagt i den, til den der skrev. Kun for afsender og modtager, og kun til den nyeste i tråden; ellers 409. 201 med beskeden, der blev bygget; 200 med den samme besked for en kladde (identifier), der er sendt før; 422 med hver fejl i kladden, og intet gemmes."
* code = #reply
* resource[0] = #Communication
* system = false
* type = false
* instance = true
* insert Takes(draft, 1, 1, Communication, [[The draft, as the body itself: payload; what is left out is as in the message before.]])
* insert Takes(dryRun, 0, 1, boolean, [[In the URL. True: the message is built and held against the rules, and not sent. The standard is false.]])
* insert Gives(return, 1, 1, Bundle, [[The message as it was sent, or would be.]])
* parameter[=].targetProfile[0] = "http://medcomfhir.dk/ig/carecommunication/StructureDefinition/medcom-careCommunication-message"

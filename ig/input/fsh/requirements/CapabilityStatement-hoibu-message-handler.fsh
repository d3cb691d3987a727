Instance: hoibu-message-handler
InstanceOf: CapabilityStatement
Usage: #definition
Title: "Message handler"
Description: "What a message handler does as a client: delivers MedCom CareCommunication messages to the facade and fetches those addressed to its organisations. / Hvad en beskedhåndtering gør som klient: afleverer MedCom-korrespondancer til facaden og henter dem der er til dens organisationer."
* insert Requirements(hoibu-message-handler, HoibuMessageHandler, [[Message handler]], client)
* description = "What a message handler does as a client: delivers MedCom CareCommunication messages to the facade and fetches those addressed to its organisations. / Hvad en beskedhåndtering gør som klient: afleverer MedCom-korrespondancer til facaden og henter dem der er til dens organisationer."
* insert Formats
* insert OnType(Organization, SHOULD)
* insert Profile(hoibu-organization)
* insert Profile(hoibu-municipality)
* insert Profile(hoibu-municipal-unit)
* insert Profile(hoibu-psychiatric-unit)
* insert Profile(hoibu-clinic)
* insert Profile(hoibu-institution)
* insert Does(read, SHOULD)
* insert Does(search-type, SHOULD)
* insert Searches(identifier, token, http://hl7.org/fhir/SearchParameter/Organization-identifier, SHALL)
* rest[0].operation[0].name = "process-message"
* rest[0].operation[0].definition = "https://hoibu.dk/fhir/OperationDefinition/hoibu-process-message"
* rest[0].operation[0].extension[0].url = $expectation
* rest[0].operation[0].extension[0].valueCode = #SHALL
* messaging[0].documentation = "One message, one acknowledgement, as MedCom's governance for messaging says."
* messaging[0].supportedMessage[0].mode = #sender
* messaging[0].supportedMessage[0].definition = "http://medcomfhir.dk/ig/messagedefinitions/MessageDefinition/MedComCareCommunicationMessageDefinition"
* messaging[0].supportedMessage[1].mode = #receiver
* messaging[0].supportedMessage[1].definition = "http://medcomfhir.dk/ig/messagedefinitions/MessageDefinition/MedComCareCommunicationMessageDefinition"
* messaging[0].supportedMessage[2].mode = #receiver
* messaging[0].supportedMessage[2].definition = "http://medcomfhir.dk/ig/messagedefinitions/MessageDefinition/MedComAcknowledgementMessageDefinition"

Alias: $expectation = http://hl7.org/fhir/StructureDefinition/capabilitystatement-expectation
Alias: $combination = http://hl7.org/fhir/StructureDefinition/capabilitystatement-search-parameter-combination

RuleSet: Requirements(id, name, title, mode)
* url = "https://hoibu.dk/fhir/CapabilityStatement/{id}"
* name = "{name}"
* title = "{title}"
* status = #active
* experimental = false
* date = "2026-11-21"
* kind = #requirements
* fhirVersion = #4.0.1
* rest[0].mode = #{mode}

RuleSet: Formats
* format[0] = #json
* format[1] = #xml
* format[2] = #application/fhir+json
* format[3] = #application/fhir+xml

RuleSet: OnType(type, expectation)
* rest[0].resource[+].type = #{type}
* rest[0].resource[=].extension[0].url = $expectation
* rest[0].resource[=].extension[0].valueCode = #{expectation}

RuleSet: Profile(profile)
* rest[0].resource[=].supportedProfile[+] = "https://hoibu.dk/fhir/StructureDefinition/{profile}"

RuleSet: Does(interaction, expectation)
* rest[0].resource[=].interaction[+].code = #{interaction}
* rest[0].resource[=].interaction[=].extension[0].url = $expectation
* rest[0].resource[=].interaction[=].extension[0].valueCode = #{expectation}

RuleSet: Searches(name, type, definition, expectation)
* rest[0].resource[=].searchParam[+].name = "{name}"
* rest[0].resource[=].searchParam[=].type = #{type}
* rest[0].resource[=].searchParam[=].definition = "{definition}"
* rest[0].resource[=].searchParam[=].extension[0].url = $expectation
* rest[0].resource[=].searchParam[=].extension[0].valueCode = #{expectation}

// A search without this parameter is refused.
RuleSet: OnlyWith(name)
* rest[0].resource[=].extension[+].url = $combination
* rest[0].resource[=].extension[=].extension[0].url = "required"
* rest[0].resource[=].extension[=].extension[0].valueString = "{name}"

RuleSet: Includes(what)
* rest[0].resource[=].searchInclude[+] = "{what}"

RuleSet: OffersOnType(name, definition, expectation)
* rest[0].resource[=].operation[+].name = "{name}"
* rest[0].resource[=].operation[=].definition = "{definition}"
* rest[0].resource[=].operation[=].extension[0].url = $expectation
* rest[0].resource[=].operation[=].extension[0].valueCode = #{expectation}

// An operation of the server as a whole.
RuleSet: OffersOnServer(name, definition, expectation)
* rest[0].operation[+].name = "{name}"
* rest[0].operation[=].definition = "{definition}"
* rest[0].operation[=].extension[0].url = $expectation
* rest[0].operation[=].extension[0].valueCode = #{expectation}

RuleSet: Takes(name, min, max, type, documentation)
* parameter[+].name = #{name}
* parameter[=].use = #in
* parameter[=].min = {min}
* parameter[=].max = "{max}"
* parameter[=].documentation = "{documentation}"
* parameter[=].type = #{type}

RuleSet: Gives(name, min, max, type, documentation)
* parameter[+].name = #{name}
* parameter[=].use = #out
* parameter[=].min = {min}
* parameter[=].max = "{max}"
* parameter[=].documentation = "{documentation}"
* parameter[=].type = #{type}

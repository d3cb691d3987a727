package dk.hoibu.fhir.message;

import java.util.List;

/** Elements that mutations put where they find an object, right or wrong. */
final class Additions {

    /** Elements that could stand in many places. */
    static final List<String[]> ALL = List.of(
            row("id", "\"x1\""),
            row("id", "\"x 1\""),
            row("extension", "[{\"url\":\"http://ukendt.dk/x\",\"valueString\":\"x\"}]"),
            row(
                    "extension",
                    "[{\"url\":\"http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-datetime-extension\",\"valueDateTime\":\"2024-05-01T12:00:00+02:00\"}]"),
            row("extension", "[]"),
            row("extension", "[{\"url\":\"http://ukendt.dk/x\"}]"),
            row("modifierExtension", "[{\"url\":\"http://ukendt.dk/m\",\"valueBoolean\":true}]"),
            row("contained", "[{\"resourceType\":\"Organization\",\"id\":\"o\",\"name\":\"X\"}]"),
            row("implicitRules", "\"http://regler.dk/x\""),
            row("language", "\"da\""),
            row("language", "\"xyzw\""),
            row("meta", "{\"profile\":[\"http://ukendt.dk/profil\"]}"),
            row("meta", "{\"lastUpdated\":\"2024-05-01\"}"),
            row("meta", "{\"versionId\":\"2\",\"tag\":[{\"code\":\"x\"}]}"),
            row("text", "{\"status\":\"generated\",\"div\":\"<div>uden navnerum</div>\"}"),
            row("text", "{\"status\":\"empty\",\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\"/>\"}"),
            row(
                    "text",
                    "{\"status\":\"generated\",\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\"><script>x</script></div>\"}"),
            row(
                    "text",
                    "{\"status\":\"generated\",\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\"><p>x</div>\"}"),
            row("text", "\"x\""),
            row("total", "3"),
            row("link", "[{\"relation\":\"self\",\"url\":\"https://x.dk/1\"}]"),
            row("link", "[{\"relation\":\"next\",\"url\":\"https://x.dk/1\"}]"),
            row("request", "{\"method\":\"POST\",\"url\":\"Patient\"}"),
            row("response", "{\"status\":\"201\"}"),
            row("search", "{\"mode\":\"match\"}"),
            row("identifier", "[{\"system\":\"urn:oid:1.2.208.176.1.2\",\"value\":\"2512489996\"}]"),
            row("identifier", "{\"system\":\"urn:oid:1.2.208.176.1.2\",\"value\":\"2512489996\"}"),
            row("use", "\"official\""),
            row("use", "\"temp\""),
            row("use", "\"secondary\""),
            row("display", "\"Et navn\""),
            row("type", "\"Patient\""),
            row("period", "{\"start\":\"2024-05-02\",\"end\":\"2024-05-01\"}"),
            row("size", "17"),
            row("data", "\"JVBERi0xLjcK\""),
            row("data", "\"JVBE*i0xLjcK\""),
            row("url", "\"https://billeder.dk/1.png\""),
            row("url", "\"javascript:alert(1)\""),
            row("priority", "\"asap\""),
            row("priority", "\"stat\""),
            row("priority", "\"routine\""),
            row("topic", "{\"text\":\"Et emne\"}"),
            row("topic", "{\"coding\":[{\"code\":\"x\"}]}"),
            row("account", "[{\"reference\":\"Account/1\"}]"),
            row("recipient", "[{\"display\":\"En læge\"}]"),
            row("response", "{\"identifier\":\"x\",\"code\":\"ok\"}"),
            row("hash", "\"YWJj\""),
            row("_status", "{\"id\":\"s\"}"),
            row(
                    "_value",
                    "{\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/data-absent-reason\",\"valueCode\":\"unknown\"}]}"),
            row("status", "\"completed\""),
            row("userSelected", "true"),
            row("version", "\"1.0\""),
            row("display", "\"Noget andet\""));

    private Additions() {}

    private static String[] row(String... cells) {
        return cells;
    }
}

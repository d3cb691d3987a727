package dk.hoibu.fhir.source.caseindex.sf1470;

/** Writes search answers of SF1470 version 6 for tests. */
public final class Sf1470Xml {

    public static final String OWNER = "9e979b84-b846-4472-8622-58007dc63c7e";
    public static final String PRIMARY_HANDLER = "bf1f93ed-9441-4af4-835b-baeb201f3076";
    public static final String PRIMARY_PARTY = "d839f26a-d4d1-4441-b2d6-3dbbb12a9404";
    public static final String PRIMARY_CLASS = "a86c6581-ec85-412d-a655-31a1f1d5b14f";
    public static final String ACTION_CLASS = "05ef7011-11a7-4e4c-a46b-3de6aa457fc3";
    public static final String MASTER = "251c24fd-57b0-4afc-9d73-b063d1957eb3";
    public static final String UNKNOWN_ROLE = "55555555-aaaa-4bbb-8ccc-0000000000ff";
    public static final String ORGANISATION = "bc6972cd-8f2b-4b9d-8d37-62916d6a71aa";
    public static final String USER = "85d65133-4b00-460d-992e-3984857b5768";
    public static final String PERSON = "c189ba35-de4b-4363-a8b7-67f1456cf56f";

    public static final String UNBOUNDED = "<sd:GraenseIndikator>true</sd:GraenseIndikator>";

    /** Holds from February 2026 on. */
    public static final String HOLDS = virkning(at("2026-02-03T09:15:00+01:00"), UNBOUNDED);

    private Sf1470Xml() {}

    public static String answer(String... cases) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <sdi:FremsoegSagDokumentIndeksOutput xmlns:sdi="urn:oio:sts:sagdok:sagdokumentindeks:6"
                  xmlns:sag="urn:oio:sts:sagdok:sag:6" xmlns:si="urn:oio:sts:sagdok:sagindeks:6"
                  xmlns:gd="urn:oio:sts:generelledefinitioner:6" xmlns:sd="urn:oio:sagdok:3.0.0">
                  <sd:StandardRetur><sd:StatusKode>20</sd:StatusKode></sd:StandardRetur>
                """ + String.join("\n", cases) + "</sdi:FremsoegSagDokumentIndeksOutput>\n";
    }

    /** A case the index took in on 1 May 2026, with the relations and, beside them, the local relations given. */
    public static String aCase(String uuid, String relations, String localRelations) {
        return """
                <sdi:SagFiltreretOejebliksbillede>
                  <sag:ObjektType><sd:UUIDIdentifikator>%s</sd:UUIDIdentifikator></sag:ObjektType>
                  <sag:Registrering>
                    <sd:Tidspunkt>2026-04-30T08:00:00+02:00</sd:Tidspunkt>
                    <sd:LivscyklusKode>Importeret</sd:LivscyklusKode>
                    <gd:StsTidspunkt>2026-05-01T08:00:00+02:00</gd:StsTidspunkt>
                    <sag:AttributListe>
                      <sag:Egenskaber>%s<sag:BrugervendtNoegle>key</sag:BrugervendtNoegle>
                        <sag:Sagsnummer>2026-000123</sag:Sagsnummer><sag:Titel>must not be read</sag:Titel>
                      </sag:Egenskaber>
                      <gd:LokalUdvidelseListe><si:SagIndeksEgenskaber>%s
                        <si:Foelsomhed>FORTROLIGE_PERSONOPLYSNINGER</si:Foelsomhed>
                        <si:OprettetTidspunkt>2026-02-03T09:15:00+01:00</si:OprettetTidspunkt>
                      </si:SagIndeksEgenskaber></gd:LokalUdvidelseListe>
                    </sag:AttributListe>
                    <sag:TilstandListe>
                      <sag:Fremdrift>%s<sag:FremdriftStatusKode>Oplyst</sag:FremdriftStatusKode></sag:Fremdrift>
                    </sag:TilstandListe>
                    <sag:RelationListe>%s<gd:LokalUdvidelseListe>%s</gd:LokalUdvidelseListe></sag:RelationListe>
                  </sag:Registrering>
                </sdi:SagFiltreretOejebliksbillede>
                """.formatted(uuid, HOLDS, HOLDS, HOLDS, relations, localRelations);
    }

    public static String owner(String cvr) {
        return relation(
                "Sagsaktoer",
                OWNER,
                ORGANISATION,
                uuid("f329f8d3-b334-4dc7-8469-7362d66e2390"),
                HOLDS,
                "<si:SagsaktoerLokalUdvidelse><si:FuldtNavn>En Kommune</si:FuldtNavn><si:CVR-Nummer>" + cvr
                        + "</si:CVR-Nummer></si:SagsaktoerLokalUdvidelse>");
    }

    public static String party(String role, String number) {
        return relation("Sagspart", role, PERSON, urn("urn:oio:cpr-nr:" + number), HOLDS, "");
    }

    public static String sagsklasse(String role, String key, String virkning) {
        return relation(
                "Sagsklasse",
                role,
                PERSON,
                uuid("33333333-aaaa-4bbb-8ccc-000000170304"),
                virkning,
                "<si:SagsklasseLokalUdvidelse><si:Klassetitel>must not be read</si:Klassetitel><si:BrugervendtNoegle>"
                        + key + "</si:BrugervendtNoegle></si:SagsklasseLokalUdvidelse>");
    }

    public static String relation(
            String name, String role, String type, String reference, String virkning, String localExtension) {
        String prefix = name.startsWith("Sik") || name.startsWith("Sagsits") ? "si:" : "sag:";
        return "<" + prefix + name + ">" + virkning + "<gd:Rolle>" + uuid(role) + "</gd:Rolle><gd:Type>" + uuid(type)
                + "</gd:Type><gd:ReferenceID>" + reference + "</gd:ReferenceID><gd:LokalUdvidelseListe>"
                + localExtension + "</gd:LokalUdvidelseListe></" + prefix + name + ">";
    }

    public static String virkning(String from, String until) {
        return "<gd:Virkning><sd:FraTidspunkt>" + from + "</sd:FraTidspunkt><sd:TilTidspunkt>" + until
                + "</sd:TilTidspunkt></gd:Virkning>";
    }

    public static String at(String time) {
        return "<sd:TidsstempelDatoTid>" + time + "</sd:TidsstempelDatoTid>";
    }

    public static String uuid(String uuid) {
        return "<sd:UUIDIdentifikator>" + uuid + "</sd:UUIDIdentifikator>";
    }

    public static String urn(String urn) {
        return "<sd:URNIdentifikator>" + urn + "</sd:URNIdentifikator>";
    }
}

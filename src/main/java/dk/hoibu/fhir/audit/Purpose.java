package dk.hoibu.fhir.audit;

import java.util.Map;
import java.util.Optional;

/**
 * Why somebody asked.
 *
 * @param system the code system, a URI
 * @param code the code in it, such as {@code TREAT} in {@code v3-ActReason}
 * @param text what it is called in Danish, for the citizen
 */
public record Purpose(String system, String code, String text) {

    private static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

    /** Codes of v3-PurposeOfUse, as a citizen reads them. */
    private static final Map<String, String> OF_USE = Map.ofEntries(
            Map.entry("TREAT", "Behandling"),
            Map.entry("ETREAT", "Akut behandling"),
            Map.entry("BTG", "Akut adgang ud over det sædvanlige"),
            Map.entry("CAREMGT", "Koordinering af et forløb"),
            Map.entry("CLINTRCH", "Klinisk forskning"),
            Map.entry("DISASTER", "Katastrofe"),
            Map.entry("FAMRQT", "Anmodning fra familien"),
            Map.entry("HDIRECT", "Opslag i en oversigt"),
            Map.entry("HLEGAL", "Retlige forhold"),
            Map.entry("HMARKT", "Markedsføring"),
            Map.entry("HOPERAT", "Drift af sundhedsvæsenet"),
            Map.entry("HPAYMT", "Betaling"),
            Map.entry("HQUALIMP", "Kvalitetsarbejde"),
            Map.entry("HRESCH", "Forskning"),
            Map.entry("HSYSADMIN", "Systemadministration"),
            Map.entry("PATADMIN", "Administration"),
            Map.entry("PATRQT", "Anmodning fra borgeren"),
            Map.entry("PUBHLTH", "Folkesundhed"),
            Map.entry("TREATDS", "Behandling, videregivelse"));

    public Purpose {
        NumberFree.require("purpose system", system);
        NumberFree.require("purpose code", code);
        NumberFree.require("purpose text", text);
    }

    /** The purpose with that code of v3-PurposeOfUse; empty when it has none such. */
    public static Optional<Purpose> ofUse(String code) {
        return Optional.ofNullable(OF_USE.get(code)).map(text -> new Purpose(ACT_REASON, code, text));
    }
}

package dk.hoibu.fhir.message.rule;

import dk.hoibu.fhir.message.tree.Node;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Which of several elements of the same name is meant: the slices of the profiles, by their names in {@code rules.csv}. */
final class Slices {

    static final String GLN = "https://www.gs1.org/gln";
    static final String SOR = "urn:oid:1.2.208.176.1.1";
    static final String CPR = "urn:oid:1.2.208.176.1.2";
    static final String X_ECPR = "urn:oid:1.2.208.176.1.6.1.1";
    static final String LPR3 = "https://www.esundhed.dk/Registre/Landspatientregisteret";
    private static final String AUTHORIZATION = "https://autregweb.sst.dk";
    private static final String D_ECPR = "urn:oid:1.2.208.176.1.6.1.3";
    private static final Set<String> D_ECPR_REGIONS = Set.of("", ".177", ".179", ".181", ".183", ".187");

    private final Map<String, Predicate<Node>> byName = new HashMap<>();

    Slices() {
        extension("use", Extensions.USE);
        extension("date", Extensions.DATE);
        extension("identifier", Extensions.IDENTIFIER);
        extension("author", Extensions.AUTHOR);
        extension("contact", Extensions.CONTACT);
        extension("sender", Extensions.SENDER);
        identifier("gln", GLN);
        identifier("sor", SOR);
        identifier("kombit", "https://kombit.dk/sts/organisation");
        identifier("yder", "urn:oid:1.2.208.176.1.4");
        identifier("cvr", "http://cvr.dk");
        identifier("kommune", "http://hl7.dk/fhir/core/CodeSystem/dk-core-municipality-codes");
        identifier("region", "http://hl7.dk/fhir/core/CodeSystem/dk-core-regional-subdivision-codes");
        identifier("producent", "http://medcomfhir.dk/ig/terminology/CodeSystem/MedComProducentID");
        identifier("cpr", CPR);
        identifier("x-ecpr", X_ECPR);
        identifier("lpr3", LPR3);
        identifier("authorization", AUTHORIZATION);
        byName.put("identifier:d-ecpr", node -> isRegional(node.text("system")));
        byName.put("name:official", node -> node.text("use").equals("official"));
        byName.put("payload:string", node -> content(node, "string"));
        byName.put("payload:attachment", node -> content(node, "Attachment"));
        byName.put("destination:primary", node -> use(node, "primary"));
        byName.put("destination:cc", node -> use(node, "cc"));
        byName.put("entity:preceding", node -> node.text("role").equals("revision"));
        byName.put("entity:payload", node -> node.text("role").equals("source"));
        byName.put("occurred:dateTime", node -> node.is("dateTime"));
        byName.put(
                "episodeOfCare:lpr3", node -> node.text("identifier", "system").equals(LPR3));
        byName.put("qualification:authorization", Slices::isAuthorization);
    }

    /** The test for {@code identifier:cpr} and the like. */
    Predicate<Node> named(String name) {
        Predicate<Node> slice = byName.get(name);
        if (slice == null) {
            throw new IllegalArgumentException("no slice is named " + name);
        }
        return slice;
    }

    /** Whether it is the system of a region's replacement numbers (D-eCPR). */
    static boolean isRegional(String system) {
        return system.startsWith(D_ECPR) && D_ECPR_REGIONS.contains(system.substring(D_ECPR.length()));
    }

    private void extension(String name, String url) {
        byName.put("extension:" + name, node -> node.text("url").equals(url));
    }

    private void identifier(String name, String system) {
        byName.put("identifier:" + name, node -> node.text("system").equals(system));
    }

    private static boolean content(Node payload, String type) {
        Node content = payload.first("content");
        return content != null && content.is(type);
    }

    private static boolean use(Node destination, String code) {
        return destination.extensions(Extensions.USE).stream()
                .anyMatch(one -> one.text("value", "code").equals(code));
    }

    private static boolean isAuthorization(Node qualification) {
        return qualification.all("identifier").stream()
                .anyMatch(one -> one.text("system").equals(AUTHORIZATION));
    }
}

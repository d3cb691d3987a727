package dk.hoibu.fhir.message.rule;

import dk.hoibu.fhir.message.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * MedCom's and dk-core's invariants: the demands that go across elements. They say what the published FHIRPath says, also where that is
 * less than its description: {@code cc-8} and {@code cc-13} are content with one author, one role.
 */
final class Invariants {

    private static final Set<String> ORGANIZATION_SYSTEMS =
            Set.of(Slices.SOR, "https://kombit.dk/sts/organisation", "urn:oid:2.16.840.1.113883.2.24.1.1");

    private Invariants() {}

    /** Those of a profile; empty if it has none. */
    static List<Check> of(String profile) {
        return switch (profile) {
            case "message" ->
                List.of(
                        all(
                                "messaging-2",
                                (bundle, run) ->
                                        !run.entries().all("Provenance").isEmpty()),
                        all("cc-1", Invariants::headerClaims),
                        all(
                                "cc-2",
                                (bundle, run) -> run.entries().all("Patient").size() == 1),
                        all("cc-3", Invariants::provenancesClaim),
                        all(
                                "cc-4",
                                (bundle, run) -> run.entries().all("Practitioner").stream()
                                        .anyMatch(has("name"))),
                        all("cc-11", Invariants::senderBelongs),
                        all("cc-12", Invariants::recipientBelongs),
                        all("cc-13", Invariants::aRoleHasAPractitioner),
                        all("cc-15", Invariants::encounterIsUsed));
            case "communication" ->
                List.of(
                        all("cc-5", Invariants::priorityFits),
                        all("cc-6", Invariants::otherHasTopic),
                        all("cc-7", Invariants::rolesAreCodedOrNamed),
                        all("cc-8", Invariants::anAuthorHasAName),
                        all("cc-9", Invariants::encounterHasEpisode));
            case "dk-organization" ->
                List.of(all(
                        "dk-core-organization-mandatory-identifier",
                        (organization, run) -> organization.all("identifier").stream()
                                .anyMatch(one -> ORGANIZATION_SYSTEMS.contains(one.text("system")))));
            default -> List.of();
        };
    }

    /** Says whether an element is as demanded. */
    private interface Test {
        boolean holds(Node element, Run run);
    }

    private static Check all(String rule, Test test) {
        return (element, run) -> run.require(test.holds(element, run), rule, element);
    }

    private static Predicate<Node> has(String name) {
        return node -> node.first(name) != null;
    }

    private static boolean headerClaims(Node bundle, Run run) {
        Node first = bundle.at("entry", "resource");
        return first != null && first.is("MessageHeader") && claims(first, Profiles.HEADER_URL);
    }

    private static boolean provenancesClaim(Node bundle, Run run) {
        return run.entries().all("Provenance").stream().allMatch(one -> claims(one, Profiles.PROVENANCE_URL));
    }

    /** The first claim counts: HL7's engine applies {@code startsWith} to the first of several. */
    private static boolean claims(Node resource, String url) {
        return resource.text("meta", "profile").startsWith(url);
    }

    private static boolean senderBelongs(Node bundle, Run run) {
        List<Node> extensions = in(run.entries().all("Communication"), "extension");
        List<Node> senders = resolved(in(in(run.entries().all("MessageHeader"), "sender"), "reference"), run);
        return extensions.isEmpty() || belongs(in(in(extensions, "value"), "reference"), senders, run);
    }

    private static boolean recipientBelongs(Node bundle, Run run) {
        List<Node> recipients = in(run.entries().all("Communication"), "recipient");
        List<Node> receivers =
                resolved(in(in(in(run.entries().all("MessageHeader"), "destination"), "receiver"), "reference"), run);
        return recipients.isEmpty() || belongs(in(recipients, "reference"), receivers, run);
    }

    private static boolean belongs(List<Node> references, List<Node> organizations, Run run) {
        List<Node> parties = resolved(references, run);
        return equal(resolved(in(in(parties, "managingOrganization"), "reference"), run), organizations)
                || equal(resolved(in(in(parties, "organization"), "reference"), run), organizations);
    }

    private static boolean aRoleHasAPractitioner(Node bundle, Run run) {
        return !in(in(run.entries().all("PractitionerRole"), "practitioner"), "reference")
                .isEmpty();
    }

    private static boolean encounterIsUsed(Node bundle, Run run) {
        List<Node> encounters = run.entries().all("Encounter");
        List<Node> used = in(run.entries().all("Communication"), "encounter");
        return encounters.isEmpty()
                ? used.isEmpty()
                : equal(in(encounters, "id"), in(resolved(in(used, "reference"), run), "id"));
    }

    private static boolean priorityFits(Node communication, Run run) {
        List<String> codes = categories(communication);
        return communication.first("priority") == null
                || codes.isEmpty()
                || codes.equals(List.of("regarding-referral"));
    }

    private static boolean otherHasTopic(Node communication, Run run) {
        return !categories(communication).equals(List.of("other")) || communication.first("topic") != null;
    }

    private static List<String> categories(Node communication) {
        return in(in(in(List.of(communication), "category"), "coding"), "code").stream()
                .map(code -> code.value() == null ? "" : code.value())
                .toList();
    }

    private static boolean rolesAreCodedOrNamed(Node communication, Run run) {
        for (Node author : authors(communication)) {
            Node role = author.is("Reference") ? run.entries().resolve(author) : null;
            if (role != null) {
                List<Node> codes = role.all("code");
                boolean coded = !in(in(codes, "coding"), "code").isEmpty();
                if (coded != in(codes, "text").isEmpty()) {
                    return false;
                }
            }
        }
        return true;
    }

    private static List<Node> authors(Node communication) {
        List<Node> found = new ArrayList<>();
        for (Node payload : communication.all("payload")) {
            found.addAll(in(payload.extensions(Extensions.AUTHOR), "value"));
        }
        return found;
    }

    private static boolean anAuthorHasAName(Node communication, Run run) {
        List<Node> signed = communication.all("payload").stream()
                .filter(payload -> !payload.extensions(Extensions.AUTHOR).isEmpty())
                .toList();
        List<Node> roles = resolved(in(in(in(signed, "extension"), "value"), "reference"), run);
        return in(roles, "practitioner").stream()
                .map(run.entries()::resolve)
                .anyMatch(one -> one != null && one.first("name") != null);
    }

    private static boolean encounterHasEpisode(Node communication, Run run) {
        List<Node> used = communication.all("encounter");
        return used.isEmpty()
                || !in(in(resolved(in(used, "reference"), run), "episodeOfCare"), "identifier")
                        .isEmpty();
    }

    private static List<Node> in(List<Node> nodes, String name) {
        List<Node> found = new ArrayList<>();
        for (Node node : nodes) {
            found.addAll(node.all(name));
        }
        return found;
    }

    /** What the texts of references lead to; those that lead nowhere left out. */
    private static List<Node> resolved(List<Node> references, Run run) {
        List<Node> found = new ArrayList<>();
        for (Node reference : references) {
            @Nullable String text = reference.value();
            Node target = text == null ? null : run.entries().named(text);
            if (target != null) {
                found.add(target);
            }
        }
        return found;
    }

    /** FHIRPath's {@code =}: nothing equals nothing. */
    private static boolean equal(List<Node> left, List<Node> right) {
        if (left.isEmpty() || left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!left.get(i).same(right.get(i))) {
                return false;
            }
        }
        return true;
    }
}

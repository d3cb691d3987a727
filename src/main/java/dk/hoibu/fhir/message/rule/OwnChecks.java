package dk.hoibu.fhir.message.rule;

import dk.hoibu.fhir.message.tree.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What MedCom's governance demands and the official validator lets through, and what it is well to warn of. */
final class OwnChecks {

    private static final Set<String> TYPES = Set.of(
            "MessageHeader",
            "Patient",
            "Communication",
            "PractitionerRole",
            "Practitioner",
            "CareTeam",
            "Encounter",
            "Organization",
            "Provenance");
    private static final Formats FORMATS = new Formats();

    private final Run run;

    OwnChecks(Run run) {
        this.run = run;
    }

    void check(Node bundle) {
        bundle.children().forEach(this::everywhere);
        run.entries().resources().forEach(this::resource);
        once("MessageHeader");
        once("Communication");
        run.entries().all("Patient").forEach(this::patient);
        run.entries().all("MessageHeader").forEach(this::header);
        Optional<Node> newest = newest(bundle);
        run.require(newest.isPresent(), "hoibu-newest", bundle);
        run.entries().all("Communication").forEach(one -> communication(one, newest));
        run.entries().all("Encounter").forEach(this::encounter);
    }

    /** What no element may hold, wherever it stands. */
    private void everywhere(Node node) {
        String value = node.value();
        if (value != null) {
            run.require(PlainText.isWhole(value), "hoibu-half-character", node);
            switch (node.shape().kind()) {
                case PRIMITIVE -> {
                    boolean text = node.is("string") || node.is("markdown");
                    run.require(!text || PlainText.isPlain(value), "hoibu-markup", node);
                }
                case XHTML -> run.require(Xhtml.links(value).noneMatch(PublicLink::isInner), "hoibu-link", node);
                case COMPLEX, RESOURCE -> {
                    // only XML's text could be a value here, which is another rule's
                }
            }
        } else if (node.is("Attachment")) {
            Attachments.check(node, run);
        }
        node.children().forEach(this::everywhere);
    }

    private void resource(Node resource) {
        run.require(TYPES.contains(resource.type()), "hoibu-other-type", resource);
        run.require(resource.first("contained") == null, "hoibu-contained", resource);
        run.require(resource.at("text", "div") != null, "hoibu-narrative", resource);
        references(resource);
    }

    /** Only a Provenance may speak of what is not here: the messages before. */
    private void references(Node node) {
        for (Node child : node.children()) {
            boolean history = child.name().equals("target") || child.name().equals("entity");
            if (!(history && node.is("Provenance"))) {
                String text = child.is("Reference") ? child.text("reference") : "";
                boolean here = text.isEmpty() || run.entries().resolve(child) != null;
                run.require(here, "hoibu-bundled", child);
                references(child);
            }
        }
    }

    private void once(String type) {
        List<Node> found = run.entries().all(type);
        if (found.size() > 1) {
            run.report("hoibu-one-header", found.get(1));
        }
    }

    private void patient(Node patient) {
        boolean numbered = patient.all("identifier").stream()
                .map(one -> one.text("system"))
                .anyMatch(one -> one.equals(Slices.CPR) || one.equals(Slices.X_ECPR) || Slices.isRegional(one));
        run.require(numbered, "hoibu-patient-number", patient);
    }

    private void header(Node header) {
        named(header, "sender");
        named(header, "focus");
        header.all("destination").forEach(one -> named(one, "receiver"));
    }

    private void named(Node node, String element) {
        node.all(element).forEach(one -> run.require(!one.text("reference").isEmpty(), "hoibu-reference", one));
    }

    /** The Provenance about the message itself, not about an earlier one. */
    private Optional<Node> newest(Node bundle) {
        Node header = bundle.at("entry", "resource");
        return header == null
                ? Optional.empty()
                : run.entries().all("Provenance").stream()
                        .filter(one -> one.all("target").stream().anyMatch(target -> isAbout(target, header)))
                        .findFirst();
    }

    /** By what the reference leads to, or by its text: messages before are known by type and id whatever URLs this one's entries have. */
    private boolean isAbout(Node target, Node header) {
        return header == run.entries().resolve(target)
                || target.text("reference").equals("MessageHeader/" + header.text("id"));
    }

    private void communication(Node communication, Optional<Node> newest) {
        named(communication, "subject");
        named(communication, "encounter");
        named(communication, "recipient");
        boolean urgent = communication.text("priority").equals("asap")
                || communication.text("category", "coding", "code").equals("acute-ambulant");
        run.require(!urgent, "hoibu-acute", communication);
        Set<String> added = newest.map(OwnChecks::segments).orElse(Set.of());
        Set<String> ids = new HashSet<>();
        for (Node payload : communication.all("payload")) {
            String id = idOf(payload);
            run.require(id.isEmpty() || ids.add(id), "hoibu-segment-twice", payload);
            newest.ifPresent(one -> attachment(payload, added.contains(id), one));
            payload.extensions(Extensions.CONTACT).forEach(this::phone);
            payload.extensions(Extensions.AUTHOR).forEach(one -> named(one, "value"));
        }
    }

    /** The ids of what a step in the history added. */
    private static Set<String> segments(Node provenance) {
        Set<String> ids = new HashSet<>();
        provenance.all("entity").forEach(one -> ids.add(one.text("what", "identifier", "value")));
        ids.remove("");
        return ids;
    }

    private static String idOf(Node payload) {
        return payload.extensions(Extensions.IDENTIFIER).stream()
                .map(one -> one.text("value", "value"))
                .findFirst()
                .orElse("");
    }

    /** What a message adds must be there; of earlier attachments a reply has only the titles, and a forward ought to have all. */
    private void attachment(Node payload, boolean named, Node newest) {
        Node content = payload.first("content");
        if (content == null || !content.is("Attachment")) {
            return;
        }
        String activity = newest.text("activity", "coding", "code");
        boolean added = named || activity.equals("new-message");
        boolean there = !content.text("data").isEmpty() || !content.text("url").isEmpty();
        run.require(there || !added, "hoibu-empty-attachment", content);
        run.require(there || added || !activity.equals("forward-message"), "hoibu-empty-forward", content);
    }

    private void phone(Node extension) {
        String number = extension.text("value", "value");
        boolean plain = number.chars().allMatch(one -> one >= '0' && one <= '9' || one == '+');
        run.require(plain, "hoibu-phone", extension);
    }

    private void encounter(Node encounter) {
        for (Node episode : encounter.all("episodeOfCare")) {
            String id = episode.text("identifier", "value");
            boolean uuid =
                    FORMATS.named("uuid").test(id) || FORMATS.named("uuid").test("urn:uuid:" + id);
            run.require(id.isEmpty() || uuid, "hoibu-episode", episode);
        }
    }
}

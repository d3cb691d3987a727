package dk.hoibu.fhir.message.rule;

import dk.hoibu.fhir.message.tree.Flaw;
import dk.hoibu.fhir.message.tree.ModelTree;
import dk.hoibu.fhir.message.tree.Node;
import dk.hoibu.fhir.message.tree.Reading;
import dk.hoibu.fhir.message.tree.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Bundle;

/**
 * Says whether a Bundle is a MedCom CareCommunication 5.x that can be taken, whatever profile it claims itself. Decides as the official
 * validator does with the message's profile given, and refuses a few things more that MedCom's governance forbids (the rules that begin with
 * {@code hoibu-}). Reads nothing but its argument; may be asked by several threads.
 */
public final class MessageRules {

    private final RuleBook book;
    private final Profiles profiles;
    private final Codings codings;
    private final ModelTree models;

    /**
     * Costly to make; make one and keep it.
     *
     * @param systems the codes of HL7's own code systems, by their URL; empty for a system whose codes are not known, which are then not
     *     checked
     */
    public MessageRules(RuleBook book, Shapes shapes, Function<String, Optional<Set<String>>> systems) {
        this.book = book;
        this.profiles = new Profiles(book);
        this.codings = new Codings(book, systems);
        this.models = new ModelTree(shapes);
    }

    /** Of a message that was built here, or that was parsed without loss. */
    public Verdict check(Bundle bundle) {
        return check(new Reading(Optional.of(models.read(bundle)), List.of()));
    }

    /** Of a message that was received: what did not fit FHIR's structure counts too. */
    public Verdict check(Reading reading) {
        return check(reading, Attached.inText());
    }

    /** Of a message whose attachments' bytes may have been set apart before it was read. */
    public Verdict check(Reading reading, Attached attached) {
        List<Finding> findings = new ArrayList<>();
        for (Flaw flaw : reading.flaws()) {
            findings.add(new Finding(book.rule(rule(flaw.kind())), flaw.where()));
        }
        reading.root().ifPresent(bundle -> findings.addAll(findings(bundle, attached)));
        return new Verdict(findings);
    }

    private List<Finding> findings(Node bundle, Attached attached) {
        Run run = new Run(book, profiles, bundle, attached);
        Optional<Node> foreign = foreignHeader(run);
        if (foreign.isPresent()) {
            // of another message's or version's rules nothing is known here
            run.report("cc-version", foreign.get());
            return run.findings();
        }
        new Structure(run, codings).check(bundle);
        Bundles bundles = new Bundles(run);
        bundles.check(bundle);
        run.enqueue(bundle, profiles.named("message"));
        bundles.claims(bundle);
        run.work();
        new OwnChecks(run).check(bundle);
        return run.findings();
    }

    /** A header that says it is of another kind of message, or of CareCommunication 4. */
    private static Optional<Node> foreignHeader(Run run) {
        return run.entries().all("MessageHeader").stream()
                .filter(header -> isForeign(header.text("event", "code"), header.text("definition")))
                .findFirst();
    }

    private static boolean isForeign(String event, String definition) {
        boolean otherEvent = !event.isEmpty() && !event.equals("care-communication-message");
        int bar = definition.lastIndexOf('|');
        boolean otherVersion = bar >= 0
                && definition.toLowerCase(Locale.ROOT).contains("carecommunication")
                && !definition.startsWith("5", bar + 1);
        return otherEvent || otherVersion;
    }

    private static String rule(Flaw.Kind kind) {
        return switch (kind) {
            case UNREADABLE, NOT_A_BUNDLE -> "message-readable";
            case UNKNOWN_RESOURCE_TYPE -> "fhir-resource-type";
            case UNKNOWN_ELEMENT -> "fhir-element";
            case TWICE -> "fhir-twice";
            case WRONG_FORM -> "fhir-form";
            case EMPTY_LIST -> "hoibu-empty-list";
            case NOTHING_THERE -> "fhir-empty";
            case FOREIGN_XML -> "fhir-xml";
            case OUT_OF_ORDER -> "fhir-order";
        };
    }
}

package dk.hoibu.fhir;

import dk.hoibu.fhir.http.OutgoingHttp;
import dk.hoibu.fhir.message.delivery.DeliveryPace;
import dk.hoibu.fhir.message.delivery.Envelope;
import dk.hoibu.fhir.message.delivery.envelope.Sbdh;
import dk.hoibu.fhir.message.delivery.envelope.VansEnvelope;
import dk.hoibu.fhir.message.xdis.Edition;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whose mailboxes are here, and how messages to and from others travel.
 *
 * @param localReceivers their SOR ids; empty where nobody is named
 * @param url empty where messages are handed over to nobody
 * @param inbox empty where none are fetched
 * @param bearer file of the token that is shown; empty when none is
 * @param timeout for handing over or fetching one message
 * @param workers how many are handed over at once
 */
record DeliverySettings(
        Set<String> localReceivers,
        Optional<URI> url,
        Envelope envelope,
        Optional<InboxPlace> inbox,
        Optional<Path> bearer,
        Duration timeout,
        DeliveryPace pace,
        int workers,
        Letters letters,
        OutgoingHttp.Identity identity) {

    private static final String PREFIX = "delivery.";

    /** For the rest of what is done with one thing. */
    private static final Duration BESIDE = Duration.ofSeconds(10);

    /** Where messages are fetched. */
    record InboxPlace(URI url, Duration interval) {}

    /** Who gets letters of the old format. */
    record Letters(Set<String> receivers, Edition edition, String vansNamespace) {}

    static DeliverySettings of(Settings.Values v) {
        Set<String> local = sors("messages.local-receivers", v);
        Optional<InboxPlace> inbox = v.optional(PREFIX + "inbox.url")
                .map(url -> new InboxPlace(URI.create(url), v.duration(PREFIX + "inbox.interval")));
        if (inbox.isPresent() && local.isEmpty()) {
            throw new IllegalArgumentException(
                    "setting messages.local-receivers must say for whom messages are fetched from delivery.inbox.url");
        }
        String namespace = v.optional(PREFIX + "vans-namespace").orElse("");
        return new DeliverySettings(
                local,
                v.optional(PREFIX + "url").map(URI::create),
                envelope(v.text(PREFIX + "envelope"), namespace),
                inbox,
                v.optional(PREFIX + "bearer-file").map(Path::of),
                v.duration(PREFIX + "timeout"),
                pace(v),
                Math.max(1, v.number(PREFIX + "workers")),
                new Letters(
                        sors(PREFIX + "letter-receivers", v),
                        v.text(PREFIX + "letter-edition").equals("2006") ? Edition.OF_2006 : Edition.OF_2019,
                        namespace),
                ForwardSettings.identity(PREFIX, v));
    }

    /** Those that stand in for unknown ones, in letters, begin with 000 and are nobody's address. */
    private static Set<String> sors(String name, Settings.Values v) {
        Set<String> sors = v.list(name);
        if (!sors.stream().allMatch(sor -> sor.matches("(?!000)\\d{11,18}"))) {
            throw new IllegalArgumentException("setting " + name + " names what is no SOR id");
        }
        return sors;
    }

    private static Envelope envelope(String name, String namespace) {
        return switch (name) {
            case "sbdh" -> new Sbdh();
            case "vans" -> new VansEnvelope(namespace);
            default -> Envelope.none();
        };
    }

    private static DeliveryPace pace(Settings.Values v) {
        try {
            return new DeliveryPace(
                    v.duration(PREFIX + "pause"),
                    v.duration(PREFIX + "longest-pause"),
                    v.number(PREFIX + "attempts"),
                    v.duration(PREFIX + "acknowledgement-wait"),
                    v.number(PREFIX + "resends"),
                    v.duration(PREFIX + "timeout").plus(BESIDE));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("settings " + PREFIX
                    + "pause, longest-pause, attempts and acknowledgement-wait: " + wrong.getMessage());
        }
    }

    /** Whether the mailbox of the organisation with a SOR id is here. */
    Predicate<String> local() {
        boolean all = localReceivers.isEmpty() && url.isEmpty();
        return sor -> all || localReceivers.contains(sor);
    }
}

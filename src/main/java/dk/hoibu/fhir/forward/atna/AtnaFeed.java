package dk.hoibu.fhir.forward.atna;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.hoibu.fhir.audit.FactsCodec;
import dk.hoibu.fhir.audit.trail.KeptEntry;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.forward.Destination;
import dk.hoibu.fhir.forward.Fate;
import dk.hoibu.fhir.forward.LeaveOut;
import dk.hoibu.fhir.forward.OneByOne;
import dk.hoibu.fhir.forward.Posting;
import dk.hoibu.fhir.forward.Posting.NoReply;
import dk.hoibu.fhir.forward.Posting.Reply;
import dk.hoibu.fhir.mapping.AuditEvents;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Resource;

/**
 * An audit record repository that takes AuditEvents over FHIR (IHE ATNA, ITI-20), singly or in batches.
 *
 * <p>A repository gives what is posted an id of its own, so each event says its id of ours in a tag too, and is to be created only where
 * there is none with that tag: what is given twice is kept once by whoever knows conditional creation, and can be told by everybody else.
 */
public final class AtnaFeed implements Destination {

    public static final String NAME = "atna";

    /** The tag with the event's id. */
    public static final String EVENT_TAG = Systems.BASE + "/sid/audit-event";

    private static final String JSON = "application/fhir+json";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Posting posting;
    private final URI base;
    private final int most;
    private final LeaveOut leaveOut;
    private final AuditEvents events;
    private final FhirContext context;

    /**
     * @param base the repository's FHIR base URL, without a slash at the end
     * @param most how many events are posted in one batch; 1 for each by itself
     * @throws IllegalArgumentException when what is posted there would not stay between us, or {@code most} is 0
     */
    public AtnaFeed(Posting posting, URI base, int most, LeaveOut leaveOut, AuditEvents events, FhirContext context) {
        if (!Posting.isPrivate(base)) {
            throw new IllegalArgumentException("events are posted with https, or with http to this machine");
        }
        if (most < 1) {
            throw new IllegalArgumentException("at least one event is posted at once");
        }
        this.posting = posting;
        this.base = base;
        this.most = most;
        this.leaveOut = leaveOut;
        this.events = events;
        this.context = context;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int most() {
        return most;
    }

    @Override
    public boolean wants(KeptEntry entry) {
        return !leaveOut.covers(entry.entry().marks());
    }

    /** Where a batch is not answered entry by entry, each is posted by itself: so it shows which one is at fault, if any. */
    @Override
    public List<Fate> deliver(List<KeptEntry> entries) {
        return together(entries).orElseGet(() -> OneByOne.deliver(entries, this::single));
    }

    private Fate single(KeptEntry entry) {
        Optional<AuditEvent> event = event(entry);
        if (event.isEmpty()) {
            return unreadable();
        }
        try {
            return created(posting.send(posting.to(base.resolve(base.getPath() + "/AuditEvent"))
                    .header("Content-Type", JSON)
                    .header("Accept", JSON)
                    .header("Prefer", "return=minimal")
                    .header("If-None-Exist", ifNoneExist(entry))
                    .POST(BodyPublishers.ofString(json(event.get()), StandardCharsets.UTF_8))
                    .build()));
        } catch (NoReply none) {
            return new Fate.Unreached(String.valueOf(none.getMessage()));
        }
    }

    /** 412: there are even several with that tag. */
    private static Fate created(Reply reply) {
        return reply.status() == 412 ? new Fate.Taken() : reply.fate();
    }

    private static Fate unreadable() {
        return new Fate.Refused("the entry cannot be read by this version");
    }

    /** What came of each; empty when they are to be posted singly. */
    private Optional<List<Fate>> together(List<KeptEntry> entries) {
        List<AuditEvent> all =
                entries.stream().flatMap(it -> event(it).stream()).toList();
        if (entries.size() == 1 || all.size() < entries.size()) {
            return Optional.empty();
        }
        Bundle batch = new Bundle().setType(BundleType.BATCH);
        for (int at = 0; at < entries.size(); at++) {
            batch.addEntry()
                    .setFullUrl("urn:uuid:" + entries.get(at).entry().id())
                    .setResource(all.get(at))
                    .getRequest()
                    .setMethod(HTTPVerb.POST)
                    .setUrl("AuditEvent")
                    .setIfNoneExist(ifNoneExist(entries.get(at)));
        }
        try {
            Reply reply = posting.send(posting.to(base)
                    .header("Content-Type", JSON)
                    .header("Accept", JSON)
                    .POST(BodyPublishers.ofString(json(batch), StandardCharsets.UTF_8))
                    .build());
            return answers(reply, entries.size());
        } catch (NoReply none) {
            return Optional.of(same(new Fate.Unreached(String.valueOf(none.getMessage())), entries.size()));
        }
    }

    private static Optional<List<Fate>> answers(Reply reply, int count) {
        Fate whole = reply.fate();
        boolean noBatches = reply.status() == 404 || reply.status() == 405;
        if (whole instanceof Fate.Unreached failed && !failed.mayBeItsOwn() && !noBatches) {
            return Optional.of(same(failed, count));
        }
        List<Fate> fates = new ArrayList<>();
        for (JsonNode entry : answered(reply)) {
            status(entry).ifPresent(status -> fates.add(created(new Reply(status, Optional.empty(), new byte[0]))));
        }
        return whole instanceof Fate.Taken && fates.size() == count ? Optional.of(fates) : Optional.empty();
    }

    private static List<Fate> same(Fate.Unreached first, int count) {
        List<Fate> fates = new ArrayList<>(List.of(first));
        while (fates.size() < count) {
            fates.add(new Fate.NotTried());
        }
        return fates;
    }

    private static JsonNode answered(Reply reply) {
        try {
            return MAPPER.readTree(reply.body()).path("entry");
        } catch (IOException notJson) {
            return MAPPER.createArrayNode();
        }
    }

    /** Of one entry of a batch-response, such as {@code 201 Created}. */
    private static Optional<Integer> status(JsonNode entry) {
        String status = entry.at("/response/status").asText();
        return status.matches("[1-5][0-9][0-9]( .*)?")
                ? Optional.of(Integer.parseInt(status.substring(0, 3)))
                : Optional.empty();
    }

    private static String ifNoneExist(KeptEntry entry) {
        return "_tag=" + EVENT_TAG + "%7C" + entry.entry().id();
    }

    /** Empty when the entry is of a form that this version does not know. */
    private Optional<AuditEvent> event(KeptEntry kept) {
        try {
            String id = kept.entry().id().toString();
            AuditEvent event = events.of(id, FactsCodec.read(kept.entry().payload()));
            event.getMeta().addTag().setSystem(EVENT_TAG).setCode(id);
            event.getEntity().forEach(entity -> {
                if (entity.getWhat().hasReference()) {
                    // elsewhere nothing is relative to this server
                    entity.getWhat()
                            .setReference(events.address(entity.getWhat().getReference()));
                }
            });
            return Optional.of(event);
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private String json(Resource resource) {
        return context.newJsonParser().encodeResourceToString(resource);
    }
}

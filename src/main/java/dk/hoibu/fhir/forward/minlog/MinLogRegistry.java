package dk.hoibu.fhir.forward.minlog;

import dk.hoibu.fhir.audit.AccessFacts;
import dk.hoibu.fhir.audit.Asked.Interaction;
import dk.hoibu.fhir.audit.Child;
import dk.hoibu.fhir.audit.FactsCodec;
import dk.hoibu.fhir.audit.Observer;
import dk.hoibu.fhir.audit.trail.KeptEntry;
import dk.hoibu.fhir.audit.trail.Marks;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.forward.Destination;
import dk.hoibu.fhir.forward.Fate;
import dk.hoibu.fhir.forward.LeaveOut;
import dk.hoibu.fhir.forward.OneByOne;
import dk.hoibu.fhir.forward.Posting;
import dk.hoibu.fhir.forward.Posting.NoReply;
import dk.hoibu.fhir.forward.minlog.Field.Access;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * The citizens' national log (MinLog2): every access to a child is registered, by the child's number, which is opened from its opaque id for
 * that and nothing else, and is in nothing that is logged or noted.
 */
public final class MinLogRegistry implements Destination {

    public static final String NAME = "minlog";

    /** After so many it is noted what was registered. */
    private static final int MOST = 20;

    private final Posting posting;
    private final Service service;
    private final LeaveOut leaveOut;
    private final Ids ids;
    private final Observer observer;

    /**
     * Where and how is registered.
     *
     * @param headerFile XML to put into the SOAP header, such as the identity token that another program renews; read with each
     *     registration. Null when there is none
     */
    public record Service(
            URI address, MappingFile mapping, @Nullable Path headerFile) {

        public Service {
            if (!Posting.isPrivate(address)) {
                throw new IllegalArgumentException("accesses are registered with https, or with http on this machine");
            }
        }
    }

    public MinLogRegistry(Posting posting, Service service, LeaveOut leaveOut, Ids ids, Observer observer) {
        this.posting = posting;
        this.service = service;
        this.leaveOut = leaveOut;
        this.ids = ids;
        this.observer = observer;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int most() {
        return MOST;
    }

    /** What is about one child, and is no login and no alarm. */
    @Override
    public boolean wants(KeptEntry entry) {
        Marks marks = entry.entry().marks();
        return marks.child().isPresent() && marks.type().equals(Interaction.READ.type()) && !leaveOut.covers(marks);
    }

    @Override
    public List<Fate> deliver(List<KeptEntry> entries) {
        return OneByOne.deliver(entries, this::register);
    }

    private Fate register(KeptEntry kept) {
        Optional<Access> access;
        try {
            access = access(kept);
        } catch (IllegalArgumentException unknown) {
            return new Fate.Refused("the entry cannot be read by this version");
        }
        return access.map(this::register)
                .orElseGet(() -> new Fate.Refused("the child's id was not made with a key at hand"));
    }

    private Optional<Access> access(KeptEntry kept) {
        AccessFacts facts = FactsCodec.read(kept.entry().payload());
        Optional<PersonNumber> number = facts.child()
                .map(child -> ((Child.Opaque) child).patientId())
                .flatMap(id -> ids.person(Ids.Purpose.PATIENT, id));
        return number.map(child -> new Access(kept.entry().id(), facts, child, observer));
    }

    private Fate register(Access access) {
        MappingFile mapping = service.mapping();
        try {
            byte[] envelope = mapping.envelope().fill(name -> mapping.value(name, access), header());
            return SoapReply.fate(posting.send(request(envelope)), mapping);
        } catch (NoReply none) {
            return new Fate.Unreached(String.valueOf(none.getMessage()));
        } catch (IOException | IllegalArgumentException e) {
            return new Fate.Unreached("the header file cannot be read");
        }
    }

    private HttpRequest request(byte[] envelope) {
        MappingFile mapping = service.mapping();
        HttpRequest.Builder request = posting.to(service.address()).POST(BodyPublishers.ofByteArray(envelope));
        if (mapping.isSoap12()) {
            String action = mapping.action().isEmpty() ? "" : "; action=\"" + mapping.action() + "\"";
            return request.header("Content-Type", "application/soap+xml; charset=utf-8" + action)
                    .build();
        }
        return request.header("Content-Type", "text/xml; charset=utf-8")
                .header("SOAPAction", "\"" + mapping.action() + "\"")
                .build();
    }

    private @Nullable Element header() throws IOException {
        Path file = service.headerFile();
        return file == null ? null : XmlDocument.root(Files.readAllBytes(file));
    }
}

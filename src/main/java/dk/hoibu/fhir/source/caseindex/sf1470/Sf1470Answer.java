package dk.hoibu.fhir.source.caseindex.sf1470;

import dk.hoibu.fhir.source.caseindex.CareCase;
import dk.hoibu.fhir.source.folder.RelativeTime;
import dk.hoibu.fhir.source.folder.UnreadableRecord;
import java.util.List;
import java.util.Optional;

/** An answer to the search operation of SF1470 version 6 ({@code FremsoegSagDokumentIndeksOutput}). */
final class Sf1470Answer {

    private static final String NAMESPACE = "urn:oio:sts:sagdok:sagdokumentindeks:6";
    private static final String OK = "20";

    private Sf1470Answer() {}

    /**
     * The cases in {@code document}; empty when it is well-formed XML of another kind, a request say.
     *
     * @throws UnreadableRecord when it is not XML without a DTD, reports a failure, or lacks what a case must have
     */
    static Optional<List<CareCase>> read(byte[] document, Sf1470Roles roles, RelativeTime times) {
        XmlPart root = XmlPart.root(document);
        if (!root.is(NAMESPACE, "FremsoegSagDokumentIndeksOutput")) {
            return Optional.empty();
        }
        if (!root.requiredPart("StandardRetur").requiredText("StatusKode").equals(OK)) {
            // FejlbeskedTekst is free text and may quote the question, so it is not passed on.
            throw new UnreadableRecord("StatusKode is not " + OK);
        }
        return Optional.of(root.parts("SagFiltreretOejebliksbillede").stream()
                .map(snapshot -> Sf1470Case.read(snapshot, roles, times))
                .toList());
    }
}

package dk.hoibu.fhir.fhir;

import java.util.List;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.utilities.xhtml.NodeType;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/** Writes what a resource says, for people. */
public final class Narratives {

    private Narratives() {}

    /** A paragraph for each line, in the resource's language where it names one. Texts are escaped when they are encoded. */
    public static void write(DomainResource resource, List<String> lines) {
        XhtmlNode div = new XhtmlNode(NodeType.Element, "div");
        div.setAttribute("xmlns", "http://www.w3.org/1999/xhtml");
        if (resource.hasLanguage()) {
            div.setAttribute("lang", resource.getLanguage());
            div.setAttribute("xml:lang", resource.getLanguage());
        }
        for (String line : lines) {
            div.addTag("p").addText(line);
        }
        resource.getText().setStatus(Narrative.NarrativeStatus.GENERATED);
        resource.getText().setDiv(div);
    }
}

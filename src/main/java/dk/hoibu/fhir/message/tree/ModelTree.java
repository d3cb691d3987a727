package dk.hoibu.fhir.message.tree;

import java.util.List;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Property;

/** Reads a Bundle from HAPI's model, as it would be written. May be asked by several threads. */
public final class ModelTree {

    private final Shapes shapes;

    public ModelTree(Shapes shapes) {
        this.shapes = shapes;
    }

    /** Of a Bundle that was built, or parsed by somebody else. */
    public Node read(Bundle bundle) {
        Node root = new Node(null, null, shapes.shape("Bundle"), 0);
        fill(root, bundle);
        return root;
    }

    private void fill(Node node, Base base) {
        if (base.isPrimitive()) {
            node.put(base instanceof IdType id ? id.getIdPart() : base.primitiveValue());
        }
        for (Property property : base.children()) {
            String name = property.getName().replace("[x]", "");
            for (Child child : node.shape().children()) {
                if (child.name().equals(name) && !name.equals("div")) {
                    add(node, child, property.getValues());
                }
            }
        }
        if (base instanceof Narrative narrative && narrative.hasDiv()) {
            markup(node, narrative);
        }
    }

    /** HAPI's model does not have it among the elements. */
    private void markup(Node node, Narrative narrative) {
        for (Child child : node.shape().children()) {
            if (child.name().equals("div")) {
                node.add(child, shapes.shape("xhtml"), 0).put(narrative.getDivAsString());
            }
        }
    }

    private void add(Node node, Child child, List<Base> values) {
        int index = 0;
        for (Base value : values) {
            if (!value.isEmpty()) {
                fill(node.add(child, shape(child, value), index), value);
                index++;
            }
        }
    }

    private Shape shape(Child child, Base value) {
        return child.form() == Child.Form.PLAIN ? shapes.shape(child.types().get(0)) : shapes.shape(value.fhirType());
    }
}

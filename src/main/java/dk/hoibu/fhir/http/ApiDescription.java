package dk.hoibu.fhir.http;

import ca.uhn.fhir.rest.openapi.OpenApiInterceptor;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * HAPI's OpenAPI description, made true: HAPI describes _search as a GET, which would have a client put a CPR number in a URL, and leaves out what is an operation.
 */
final class ApiDescription extends OpenApiInterceptor {

    private static final String FORM = "application/x-www-form-urlencoded";

    @Override
    protected OpenAPI generateOpenApi(ServletRequestDetails details) {
        OpenAPI description = super.generateOpenApi(details);
        description.getPaths().forEach((path, item) -> {
            if (path.endsWith("$access-log")) {
                accessLog(path, item);
            } else if (path.endsWith("/_search") && item.getGet() != null) {
                item.setPost(inBody(item.getGet()));
                item.setGet(null);
            } else if (item.getGet() != null && item.getGet().getParameters() != null) {
                inUrl(path, item.getGet().getParameters());
            }
        });
        PathItem read = description.getPaths().get("/Patient/{id}");
        if (read != null) {
            description.getPaths().addPathItem("/Patient/{id}/$everything", everything(read.getGet()));
        }
        return description;
    }

    private static Operation inBody(Operation search) {
        Schema<Object> form = new Schema<>();
        form.setType("object");
        for (Parameter parameter : search.getParameters()) {
            form.addProperty(parameter.getName(), described(parameter.getDescription()));
            if (parameter.getName().equals("patient")) {
                form.addProperty(
                        "patient.identifier",
                        described("The child by CPR number: urn:oid:1.2.208.176.1.2|ddmmyynnnn. In place of patient."));
            }
        }
        search.setParameters(null);
        search.setDescription("A search whose parameters are in the body, where alone a CPR number may be.");
        search.setRequestBody(new RequestBody()
                .required(true)
                .content(new Content().addMediaType(FORM, new MediaType().schema(form))));
        return search;
    }

    private static Schema<?> described(String text) {
        return new StringSchema().description(text);
    }

    private static void inUrl(String path, List<Parameter> parameters) {
        if (path.equals("/Patient")) {
            parameters.removeIf(parameter -> parameter.getName().equals("identifier"));
        }
        parameters.stream()
                .filter(parameter -> parameter.getName().equals("patient"))
                .forEach(parameter -> parameter.setRequired(true));
    }

    /** By number in a body alone; of a child whose id is known, with what there is in the URL. */
    private static void accessLog(String path, PathItem item) {
        if (path.equals("/Patient/$access-log")) {
            item.setGet(null);
        } else {
            item.setPost(null);
            inUrl(item.getGet());
        }
    }

    private static void inUrl(@Nullable Operation operation) {
        if (operation != null && operation.getParameters() != null) {
            operation.getParameters().removeIf(parameter -> parameter.getName().equals("patient"));
        }
    }

    private static PathItem everything(Operation read) {
        Operation operation = new Operation()
                .tags(read.getTags())
                .summary("everything: The whole answer about one child in one call")
                .parameters(read.getParameters())
                .responses(read.getResponses());
        return new PathItem().get(operation);
    }
}

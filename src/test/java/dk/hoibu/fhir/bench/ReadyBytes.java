package dk.hoibu.fhir.bench;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** A servlet that looks the answer up by the URL and sends its bytes: as little as a Java server can do. */
final class ReadyBytes extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, byte[]> answers;

    ReadyBytes(Map<String, byte[]> answers) {
        this.answers = answers;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String query = request.getQueryString();
        byte[] answer = answers.get(query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query);
        if (answer == null) {
            response.sendError(404);
            return;
        }
        response.setContentType("application/fhir+json;charset=UTF-8");
        response.setContentLength(answer.length);
        response.getOutputStream().write(answer);
    }
}

package s3migrate.sandbox.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import s3migrate.sandbox.json.Json;

/// A test's handler: from the event's tree to the answer's text.
record JsonHandler(Handler handler) implements RequestStreamHandler {
    interface Handler {
        String answer(JsonNode event) throws Exception;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        try {
            var answer = handler.answer(Json.parse(input.readAllBytes()));
            output.write(answer.getBytes(StandardCharsets.UTF_8));
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}

package s3migrate.sandbox.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;

/// Cannot be loaded.
public final class BrokenFunction implements RequestHandler<Map<String, Object>, String> {
    private static final int NEVER = fail();

    private static int fail() {
        throw new IllegalStateException("broken on purpose");
    }

    @Override
    public String handleRequest(Map<String, Object> event, Context context) {
        return "never " + NEVER;
    }
}

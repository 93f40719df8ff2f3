package s3migrate.sandbox.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.InputStream;
import java.io.OutputStream;

/// Reads a typed handler's event and writes its answer with the serializers that the managed
/// runtime uses.
record TypedHandler<I, O>(RequestHandler<I, O> handler, Class<I> event)
        implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) {
        var answer = handler.handleRequest(reader().fromJson(input), context);
        JacksonFactory.getInstance().getSerializer(Object.class).toJson(answer, output);
    }

    private PojoSerializer<I> reader() {
        return LambdaEventSerializers.isLambdaSupportedEvent(event.getName())
                ? LambdaEventSerializers.serializerFor(event, event.getClassLoader())
                : JacksonFactory.getInstance().getSerializer(event);
    }
}

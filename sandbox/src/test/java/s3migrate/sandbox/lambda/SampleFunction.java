package s3migrate.sandbox.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// Runs in the children. A message's body tells it what to do with the message; a direct event asks
/// it about itself.
public final class SampleFunction
        implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        System.out.println("handles " + context.getAwsRequestId());
        if (event.get("Records") instanceof List<?> records) return batch(records);
        if ("hang".equals(event.get("do"))) hang();
        return about(context);
    }

    private static Map<String, Object> batch(List<?> records) {
        var failures = new ArrayList<Map<String, @Nullable Object>>();
        for (var untyped : records) {
            if (!(untyped instanceof Map<?, ?> message)) continue;
            switch (String.valueOf(message.get("body"))) {
                case "fail" -> failures.add(failure(message.get("messageId")));
                case "throw" -> throw new IllegalStateException("thrown on purpose");
                case "hang-once" -> {
                    if (firstReceive(message)) hang();
                }
                case "exit-once" -> {
                    if (firstReceive(message)) Runtime.getRuntime().halt(3);
                }
                default -> System.out.println("done");
            }
        }
        return Map.of("batchItemFailures", failures);
    }

    private static Map<String, @Nullable Object> failure(@Nullable Object id) {
        var failure = new HashMap<String, @Nullable Object>();
        failure.put("itemIdentifier", id);
        return failure;
    }

    private static boolean firstReceive(Map<?, ?> message) {
        return message.get("attributes") instanceof Map<?, ?> attributes
                && "1".equals(attributes.get("ApproximateReceiveCount"));
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, Object> about(Context context) {
        return Map.of(
                "pid", ProcessHandle.current().pid(),
                "environment", System.getenv(),
                "flags", ManagementFactory.getRuntimeMXBean().getInputArguments(),
                "heapBytes", Runtime.getRuntime().maxMemory(),
                "remainingMillis", context.getRemainingTimeInMillis(),
                "arn", context.getInvokedFunctionArn(),
                "trace", System.getProperty("com.amazonaws.xray.traceHeader", ""),
                "workingDirectory", new File("").getAbsolutePath(),
                "loaders",
                        List.of(
                                SampleFunction.class.getClassLoader().getClass().getSimpleName(),
                                Context.class.getClassLoader().getClass().getSimpleName()));
    }
}

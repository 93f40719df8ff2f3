package s3migrate.sandbox.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.atomic.AtomicInteger;

/// Decides the fault of each call before it is carried out. Called from many threads.
@FunctionalInterface
public interface Faults {
    Faults NONE = (_, _) -> new Fault.None();

    Fault on(String operation, JsonNode request);

    /// Meets only the n-th call of `operation`, counted from 1 and from now.
    static Faults nth(int n, String operation, Fault fault) {
        var calls = new AtomicInteger();
        return (called, _) ->
                called.equals(operation) && calls.incrementAndGet() == n ? fault : new Fault.None();
    }

    /// Meets the first `times` calls of `operation`, counted from now.
    static Faults first(int times, String operation, Fault fault) {
        var calls = new AtomicInteger();
        return (called, _) ->
                called.equals(operation) && calls.incrementAndGet() <= times
                        ? fault
                        : new Fault.None();
    }
}

package s3migrate.store.memory;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which fault meets which call, and how many calls there were. Serves many threads.
public final class Faults {

    private final Map<Verb, Integer> calls = new EnumMap<>(Verb.class);
    private final Map<Verb, Map<Integer, Fault>> placed = new EnumMap<>(Verb.class);

    /// Places a fault on the `call`-th call of a verb from now on, counted from 1.
    public synchronized void place(Verb verb, int call, Fault fault) {
        int repeats = fault instanceof Fault.Throttled(int times) ? times : 1;
        int first = calls(verb) + call;
        var ofVerb = placed.computeIfAbsent(verb, _ -> new HashMap<>());
        for (int i = 0; i < repeats; i++) {
            ofVerb.put(first + i, fault);
        }
    }

    /// Places a fault on the next call of a verb.
    public void place(Verb verb, Fault fault) {
        place(verb, 1, fault);
    }

    /// How often a verb was called so far, faulty or not.
    public synchronized int calls(Verb verb) {
        return calls.getOrDefault(verb, 0);
    }

    synchronized Optional<Fault> next(Verb verb) {
        int call = calls.merge(verb, 1, Integer::sum);
        return Optional.ofNullable(placed.getOrDefault(verb, Map.of()).get(call));
    }
}

package io.chronoops.stack.pager;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The answers that were programmed: one after the other, then always the same where that was asked. */
final class Answers {
    private final Map<String, Queue<Answer>> next = new ConcurrentHashMap<>();
    private final Map<String, Answer> always = new ConcurrentHashMap<>();

    void next(String key, List<Answer> answers) {
        next.computeIfAbsent(key, _ -> new ConcurrentLinkedQueue<>()).addAll(answers);
    }

    void always(String key, Answer answer) {
        always.put(key, answer);
    }

    void forget(String key) {
        next.remove(key);
        always.remove(key);
    }

    /** What was programmed for the first of the keys that has anything. */
    Optional<Answer> take(List<String> keys) {
        for (String key : keys) {
            Queue<Answer> queue = next.get(key);
            Answer answer = queue == null ? null : queue.poll();
            if (answer == null) answer = always.get(key);
            if (answer != null) return Optional.of(answer);
        }
        return Optional.empty();
    }
}

package io.chronoops.router.kafka;

import java.util.List;
import org.springframework.context.SmartLifecycle;

/** Several such threads, started and stopped together. */
final class LivesThreads implements SmartLifecycle {
    private final List<LivesThread> threads;

    LivesThreads(List<LivesThread> threads) {
        this.threads = threads;
    }

    @Override
    public void start() {
        threads.forEach(LivesThread::start);
    }

    @Override
    public void stop() {
        threads.forEach(LivesThread::end);
        threads.forEach(LivesThread::stop);
    }

    @Override
    public boolean isRunning() {
        return threads.stream().anyMatch(LivesThread::isRunning);
    }

    @Override
    public int getPhase() {
        return threads.isEmpty() ? 0 : threads.getFirst().getPhase();
    }
}

# One image for each of the four services: docker build --build-arg MODULE=backup-service .
FROM eclipse-temurin:25.0.1_8-jdk-noble AS build
ARG MODULE
RUN apt-get update \
    && apt-get install --yes --no-install-recommends maven \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN ./mvnw -q -DskipTests -pl "${MODULE:?say which: --build-arg MODULE=backup-service}" -am package \
    && cp "$MODULE"/target/chronoops-"$MODULE"-*-exec.jar /service.jar

FROM eclipse-temurin:25.0.1_8-jre-noble
ARG MODULE
ARG POSTGRES_MAJOR=15
# backup-service runs pg_dump and psql, of the operated server's major or newer; the others need nothing beside Java
RUN if [ "$MODULE" = backup-service ]; then \
      apt-get update \
      && apt-get install --yes --no-install-recommends ca-certificates postgresql-common \
      && /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y \
      && apt-get install --yes --no-install-recommends "postgresql-client-$POSTGRES_MAJOR" \
      && rm -rf /var/lib/apt/lists/*; \
    fi
RUN useradd --system --uid 10001 --create-home chronoops
COPY --from=build /service.jar /app/service.jar
# Out of memory a service ends and starts anew; backup-service fails the one operation that was too large, by name
RUN if [ "$MODULE" = backup-service ]; then sign=-; else sign=+; fi; \
    printf '%s\n' -XX:MaxRAMPercentage=60 "-XX:${sign}ExitOnOutOfMemoryError" --enable-native-access=ALL-UNNAMED \
      --sun-misc-unsafe-memory-access=allow > /app/java.options
USER 10001
WORKDIR /app
ENV SERVER_PORT=8080
# bash alone: the image has no other client that is sure to stay
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s --retries=6 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$SERVER_PORT && printf 'GET /actuator/health HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["java", "@/app/java.options", "-jar", "/app/service.jar"]

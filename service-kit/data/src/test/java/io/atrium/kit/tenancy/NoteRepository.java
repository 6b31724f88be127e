package io.atrium.kit.tenancy;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class NoteRepository implements PanacheRepositoryBase<NoteEntity, NoteEntity.Key> {}

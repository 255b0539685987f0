package dev.chat.testkit;

/** All that a store keeps to: one test class that implements this puts a store through every contract. */
public interface PersistenceContract
        extends UnitOfWorkContract,
                UserRepositoryContract,
                IdentityContract,
                SessionRepositoryContract,
                RoomRepositoryContract,
                MemberRepositoryContract,
                MessageRepositoryContract,
                ChangeLogContract,
                ChatContract,
                AccountContract,
                GroupCommitContract,
                GroupOfRoomsContract,
                CatchUpContract,
                DeliveryContract,
                FaultContract {}

// Calls every operation by the generated client. Arguments: address, the role of owners, the code of a name that is taken.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"reflect"
	"strings"

	openapi "example.org/chat/client"
)

var background = context.Background()

func client(address string, token string) *openapi.APIClient {
	configuration := openapi.NewConfiguration()
	configuration.Servers = openapi.ServerConfigurations{{URL: address}}
	if token != "" {
		configuration.AddDefaultHeader("Authorization", "Bearer "+token)
	}
	return openapi.NewAPIClient(configuration)
}

// must returns what an operation answers.
func must[T any](answer T, _ *http.Response, err error) T {
	if err != nil {
		panic(err)
	}
	return answer
}

func done(_ *http.Response, err error) {
	if err != nil {
		panic(err)
	}
}

func check(holds bool, what string) {
	if !holds {
		panic(what)
	}
}

func users(api *openapi.UsersAPIService, other string) {
	check(must(api.GetMe(background).Execute()).Name == "Ada", "me")
	check(must(api.Rename(background).NewName(openapi.NewName{Name: "Ada Lovelace"}).Execute()).Name == "Ada Lovelace", "name")
	check(must(api.GetUser(background, other).Execute()).Name == "Ben", "other")
	page := must(api.ListUsers(background).Limit(1).Execute())
	rest := must(api.ListUsers(background).Limit(1).After(page.GetNext()).Execute())
	check(rest.Users[0].Id != page.Users[0].Id, "pages")
}

func rooms(api *openapi.RoomsAPIService, role string) string {
	room := must(api.CreateRoom(background).NewName(openapi.NewName{Name: "Engines"}).Execute()).Id
	check(must(api.RenameRoom(background, room).NewName(openapi.NewName{Name: "Boilers"}).Execute()).Name == "Boilers", "name")
	check(must(api.GetRoom(background, room).Execute()).Head == 3, "head")
	check(must(api.ListRooms(background).Execute()).Rooms[0].GetRole() == role, "role")
	return room
}

func messages(api *openapi.MessagesAPIService, room string) {
	hello := openapi.OutgoingMessage{ClientId: "hello-1", Text: "Hello"}
	sent := must(api.Send(background, room).OutgoingMessage(hello).Execute())
	check(reflect.DeepEqual(must(api.Send(background, room).OutgoingMessage(hello).Execute()), sent), "sent twice")
	position := sent.Position
	check(must(api.GetMessage(background, room, position).Execute()).GetText() == "Hello", "text")
	check(must(api.Edit(background, room, position).NewText(openapi.NewText{Text: "Hello!"}).Execute()).GetText() == "Hello!", "edited")
	check(len(must(api.ListMessages(background, room).Limit(10).Execute()).Messages) == 1, "messages")
	deleted := must(api.Delete(background, room, position).Execute())
	check(deleted.Text == nil && !deleted.DeletedAt.Before(sent.SentAt), "deleted")
	opened := must(api.OpenRoom(background, room).Execute())
	check(len(opened.Members) == 2 && reflect.DeepEqual(opened.Messages[0], *deleted), "opened")
}

func changes(api *openapi.ChangesAPIService, room string) {
	batch := must(api.ListChanges(background, room).After(0).Execute())
	check(batch.Reset == nil && batch.GetUpTo() == 8, "batch")
	var message, member, renamed bool
	for _, change := range batch.Changes {
		message = message || change.Message != nil
		member = member || change.Member != nil
		renamed = renamed || change.Room != nil
	}
	check(message && member && renamed, "changes")
	reset := must(api.ListChanges(background, room).After(1).Epoch("of-another-log").Execute())
	check(reset.GetReset() && reset.GetHead() == 8, "reset")
}

// ending removes a member once the stream has begun, since the client reads a stream to its end.
type ending struct {
	remove func()
}

func (e ending) RoundTrip(request *http.Request) (*http.Response, error) {
	response, err := http.DefaultTransport.RoundTrip(request)
	e.remove()
	return response, err
}

func stream(his *openapi.APIClient, room string, remove func()) {
	his.GetConfig().HTTPClient = &http.Client{Transport: ending{remove}}
	events := must(his.ChangesAPI.StreamEvents(background, room).After(8).Execute())
	his.GetConfig().HTTPClient = http.DefaultClient
	content, err := os.ReadFile(events.Name())
	check(err == nil && strings.Contains(string(content), "event: ended"), "stream")
}

func refusal(err error) openapi.Problem {
	var refused *openapi.GenericOpenAPIError
	check(errors.As(err, &refused), "not refused")
	var problem openapi.Problem
	check(json.Unmarshal(refused.Body(), &problem) == nil, "problem")
	return problem
}

func main() {
	address, role, code := os.Args[1], os.Args[2], os.Args[3]
	anyone := client(address, "").UsersAPI
	ada := must(anyone.SignUp(background).NewName(openapi.NewName{Name: "Ada"}).Execute())
	ben := must(anyone.SignUp(background).NewName(openapi.NewName{Name: "Ben"}).Execute())
	_, _, err := anyone.SignUp(background).NewName(openapi.NewName{Name: "ada"}).Execute()
	check(refusal(err).Code == code, "code")
	hers := client(address, ada.Token)
	his := client(address, ben.Token)
	users(hers.UsersAPI, ben.User.Id)
	room := rooms(hers.RoomsAPI, role)
	must(his.MembersAPI.Join(background, room).Execute())
	check(len(must(hers.MembersAPI.ListMembers(background, room).Execute()).Members) == 2, "members")
	owner := openapi.NewRole{Role: "owner"}
	check(must(hers.MembersAPI.ChangeRole(background, room, ben.User.Id).NewRole(owner).Execute()).Role == role, "role")
	messages(hers.MessagesAPI, room)
	changes(hers.ChangesAPI, room)
	stream(his, room, func() { done(hers.MembersAPI.RemoveMember(background, room, ben.User.Id).Execute()) })
	must(his.MembersAPI.Join(background, room).Execute())
	done(his.MembersAPI.Leave(background, room).Execute())
	done(hers.RoomsAPI.DeleteRoom(background, room).Execute())
	done(his.UsersAPI.DeleteAccount(background).Execute())
	done(hers.UsersAPI.SignOut(background).Execute())
	_, _, err = hers.UsersAPI.GetMe(background).Execute()
	check(refusal(err).Status == 401, "signed out")
	fmt.Println("Every operation works.")
}

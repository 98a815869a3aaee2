package model

import (
	"encoding/json"
	"fmt"
	"time"
)

// Command is a change of the state. Its effect depends only on the state, the command and the time that it carries, so that every node comes
// to the same result.
type Command interface {
	apply(s *State, now time.Time) (any, error)
}

// Refusal is an error of a command: a sentence and the SQL state that a client sees.
type Refusal struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (r *Refusal) Error() string { return r.Message }

func refuse(code, format string, values ...any) error {
	return &Refusal{Code: code, Message: fmt.Sprintf(format, values...)}
}

// Entry is a command in the log.
type Entry struct {
	Kind string          `json:"kind"`
	At   time.Time       `json:"at"`
	Body json.RawMessage `json:"body"`
}

// Outcome is the result of an entry.
type Outcome struct {
	Value   json.RawMessage `json:"value,omitempty"`
	Refusal *Refusal        `json:"refusal,omitempty"`
}

func Encode(command Command, at time.Time) (Entry, error) {
	body, err := json.Marshal(command)
	return Entry{Kind: fmt.Sprintf("%T", command), At: at, Body: body}, err
}

func decode[C Command](body json.RawMessage) (Command, error) {
	var command C
	err := json.Unmarshal(body, &command)
	return command, err
}

var decoders = map[string]func(json.RawMessage) (Command, error){
	"model.Bootstrap":     decode[Bootstrap],
	"model.Join":          decode[Join],
	"model.Heartbeat":     decode[Heartbeat],
	"model.Drain":         decode[Drain],
	"model.Leave":         decode[Leave],
	"model.SetMembership": decode[SetMembership],
	"model.SetSetting":    decode[SetSetting],
	"model.FinishUpgrade": decode[FinishUpgrade],
	"model.ConfigureZone": decode[ConfigureZone],
	"model.Move":          decode[Move],
}

// Apply applies an entry of the log to the state.
func (s *State) Apply(entry Entry) Outcome {
	decoder, ok := decoders[entry.Kind]
	if !ok {
		return Outcome{Refusal: &Refusal{"XX000", "the log holds the unknown command " + entry.Kind}}
	}
	command, err := decoder(entry.Body)
	if err != nil {
		return Outcome{Refusal: &Refusal{"XX000", fmt.Sprintf("the log holds an unreadable %s: %v", entry.Kind, err)}}
	}
	value, err := command.apply(s, entry.At)
	if refusal, refused := err.(*Refusal); refused {
		return Outcome{Refusal: refusal}
	}
	body, err := json.Marshal(value)
	if err != nil {
		return Outcome{Refusal: &Refusal{"XX000", err.Error()}}
	}
	return Outcome{Value: body}
}

package handlers

import (
	"context"
	"strings"
)

// settingsCommand makes !settings: what a server can choose.
func settingsCommand(k Keeper) Command {
	return Command{
		Spec: Spec{
			Name:     "settings",
			Args:     "[editors ROLE]",
			Summary:  "What this server has chosen; “editors” and a role lets that role change the library",
			Examples: []string{"!settings", "!settings editors @News"},
			Who:      "people who may manage the server",
		},
		Run: func(ctx context.Context, req Request) (Reply, error) {
			if !req.Editor {
				return Reply{}, userErrorf("Only people who may manage the server can do that.")
			}
			name, value, _ := strings.Cut(strings.TrimSpace(req.Args), " ")
			switch plain(name) {
			case "":
				return settingsReply(ctx, k, req)
			case settingEditors:
				return setEditors(ctx, k, req, strings.TrimSpace(value))
			}
			return Reply{}, userErrorf("There is no setting “%s”. !settings shows what can be chosen.", clip(name, maxEcho))
		},
	}
}

func settingsReply(ctx context.Context, k Keeper, req Request) (Reply, error) {
	role, err := k.Setting(ctx, req.Library, "", settingEditors)
	if err != nil {
		return Reply{}, err
	}
	who := "people who may manage the server"
	if role != "" {
		who += ", and the role with the id " + role
	}
	asks := "all articles"
	if req.Article != "" {
		asks = "one article only; !use all asks all"
	}
	return Reply{
		Heading: "Settings", Answer: "The library may be changed by " + who + ".",
		Facts: []Line{{Value: "editors:", Text: who}, {Value: "this channel asks:", Text: asks}},
		Found: true, Confidence: 1, Examples: []string{"!settings editors none", "!log"},
	}, nil
}

// setEditors chooses the role that may change the library: as Discord writes a mention
// of it, or its id.
func setEditors(ctx context.Context, k Keeper, req Request, value string) (Reply, error) {
	role := strings.Trim(value, "<@&>")
	switch {
	case plain(value) == "none":
		return done("Only people who may manage the server can change the library now.", "!settings"),
			k.Set(ctx, req.Library, "", settingEditors, "")
	case !digits(role) || len(role) > 20:
		return Reply{}, userErrorf("Mention the role, or give its id: !settings editors @News. “none” chooses no role.")
	}
	return done("The role with the id "+role+" may change the library now.", "!settings"),
		k.Set(ctx, req.Library, "", settingEditors, role)
}
